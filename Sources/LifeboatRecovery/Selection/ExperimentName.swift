/// How a person names an experiment: `NAME`, `NAME@HOST`, or a run id.
public struct ExperimentName: Sendable, Hashable {
    /// The name or the run id.
    public let name: String
    /// The host, where it was said.
    public let host: String?

    /// Reads what was typed; the last `@` begins the host.
    public init(_ text: String) {
        if let at = text.lastIndex(of: "@"), at != text.startIndex {
            name = String(text[..<at])
            host = String(text[text.index(after: at)...])
        } else {
            name = text
            host = nil
        }
    }
}
