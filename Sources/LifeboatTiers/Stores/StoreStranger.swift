/// Something below a prefix of a store that is no key: it may stand where a key stood.
public struct StoreStranger: Sendable, Hashable {
    /// Its name below the store, for people and to be held against keys: bytes that are not UTF-8 as `\xff`.
    public let name: String
    /// What it is, as in "a pipe".
    public let what: String
    /// Whether it is a directory: those are strange only where a key is expected.
    public let isDirectory: Bool

    /// Makes a stranger.
    public init(name: String, what: String, isDirectory: Bool = false) {
        self.name = name
        self.what = what
        self.isDirectory = isDirectory
    }
}
