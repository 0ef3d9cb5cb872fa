internal import LifeboatCore

/// Findings for a terminal.
enum FindingLines {
    /// Worst first, each with its hint below it, wrapped to the width.
    static func lines(_ findings: [Finding], _ style: TextStyle) -> [String] {
        worstFirst(findings).flatMap { lines($0, style) }
    }

    /// By severity, of equals in their order.
    static func worstFirst(_ findings: [Finding]) -> [Finding] {
        findings.enumerated().sorted { a, b in
            (b.element.severity, a.offset) < (a.element.severity, b.offset)
        }.map(\.element)
    }

    private static func lines(_ finding: Finding, _ style: TextStyle) -> [String] {
        let tint: Tint = finding.severity == .error ? .bad : finding.severity == .warning ? .notable : .faint
        let word = finding.severity.rawValue
        let place = finding.path.isEmpty ? "" : "\(finding.path): "
        let text = Columns.name("\(place)\(finding.message) [\(finding.code)]", isASCII: style.isASCII)
        var lines = indented(text, by: word.count + 2, style)
        lines[0] = tint.paint(word, style) + ": " + lines[0].dropFirst(word.count + 2)
        let hint = Columns.name(finding.hint, isASCII: style.isASCII)
        return lines + (hint.isEmpty ? [] : indented("hint: \(hint)", by: 2, style))
    }

    /// The text in lines that all begin after `indent` spaces; at least one line.
    static func indented(_ text: String, by indent: Int, _ style: TextStyle) -> [String] {
        let pad = String(repeating: " ", count: indent)
        let lines = Columns.wrap(text, max(20, style.width - indent))
        return lines.isEmpty ? [pad] : lines.map { pad + $0 }
    }
}
