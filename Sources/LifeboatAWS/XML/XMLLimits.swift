/// How much of a document is read before it is refused.
public struct XMLLimits: Sendable, Hashable {
    /// Bytes of the whole document.
    public let bytes: Int
    /// Elements inside one another.
    public let depth: Int
    /// Elements altogether.
    public let elements: Int

    /// Limits; the defaults take the longest listing that S3 sends many times over.
    public init(bytes: Int = 32 << 20, depth: Int = 32, elements: Int = 250_000) {
        self.bytes = bytes
        self.depth = depth
        self.elements = elements
    }
}
