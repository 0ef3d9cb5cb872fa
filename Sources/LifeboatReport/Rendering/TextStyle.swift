/// How text for a terminal is written.
public struct TextStyle: Sendable, Hashable {
    /// The columns to fit into.
    public let width: Int
    /// Whether ANSI colours are used.
    public let isColoured: Bool
    /// Whether only ASCII is used.
    public let isASCII: Bool

    /// A style; 100 columns, no colour and UTF-8 by default.
    public init(width: Int = 100, isColoured: Bool = false, isASCII: Bool = false) {
        self.width = width
        self.isColoured = isColoured
        self.isASCII = isASCII
    }
}
