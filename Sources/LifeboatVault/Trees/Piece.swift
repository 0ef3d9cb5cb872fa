public import LifeboatCore

/// A stretch of a file and where it lies: in all of an object, or in a part of a bundle.
public struct Piece: Sendable, Hashable {
    /// Index of the object in the tree's table.
    public let object: Int
    /// Where in the object it begins.
    public let offset: Int
    /// Its length in bytes.
    public let length: Int
    /// SHA-256 of these bytes.
    public let digest: Digest
    /// Whether it is the whole object; else it lies in a bundle.
    public let isWhole: Bool

    /// Makes a piece.
    public init(object: Int, offset: Int, length: Int, digest: Digest, isWhole: Bool) {
        self.object = object
        self.offset = offset
        self.length = length
        self.digest = digest
        self.isWhole = isWhole
    }

    /// The same piece in another tree, where its object has another index.
    public func moved(to object: Int) -> Piece {
        Piece(object: object, offset: offset, length: length, digest: digest, isWhole: isWhole)
    }
}
