internal import LifeboatCore

/// Comma-separated values (RFC 4180): lines end in CR LF, a field with a comma, quote or line end is quoted.
enum CSVText {
    /// The lines; every row has as many fields as the head.
    static func text(_ head: [String], _ rows: [[String]]) -> String {
        ([head] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    /// The signs that begin a formula, their full-width forms among them.
    private static let formula = Set("=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars)

    /// One field. A text that a spreadsheet would take for a formula gets an apostrophe before it (CWE-1236);
    /// a number stays a number.
    static func field(_ text: String) -> String {
        var text = Printable.text(text)
        let isNumber =
            Double(text) != nil
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || "-.e".utf8.contains($0) }
        if let first = text.unicodeScalars.first, formula.contains(first), !isNumber {
            text = "'" + text
        }
        guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
            return text
        }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
    }
}
