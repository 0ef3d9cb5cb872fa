internal import LifeboatCore

/// A line `Key: value`, as `/proc`, package metadata and simple YAML have them.
struct FieldLine {
    let key: String
    let value: String

    /// Nil for a line without a colon.
    init?(_ line: some StringProtocol) {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        key = Self.trimmed(line[..<colon])
        value = Self.trimmed(line[line.index(after: colon)...])
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        let start = text.drop(while: isSpace)
        let length = start.reversed().drop(while: isSpace).count
        return Printable.text(String(start.prefix(length)))
    }
}
