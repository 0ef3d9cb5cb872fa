internal import LifeboatCore

/// Text for a Markdown document (CommonMark) that no name can break out of.
enum Markdown {
    /// A code span; its fence is longer than any run of backticks in it.
    static func code(_ text: String) -> String {
        let text = Printable.text(text)
        let fence = String(repeating: "`", count: longestRun(text) + 1)
        let space = text.hasPrefix("`") || text.hasSuffix("`") || text.isEmpty ? " " : ""
        return fence + space + text + space + fence
    }

    /// A fenced block of shell commands, as they are.
    static func block(_ commands: [String]) -> String {
        let text = commands.joined(separator: "\n")
        let fence = String(repeating: "`", count: max(3, longestRun(text) + 1))
        return "\(fence)sh\n\(text)\n\(fence)"
    }

    /// A sentence on one line; it can hold code spans, and neither tags nor links.
    static func prose(_ text: String) -> String {
        Printable.text(text).replacing("<", with: "&lt;").replacing("[", with: "\\[")
    }

    /// A cell of a table.
    static func cell(_ text: String) -> String { prose(text).replacing("|", with: "\\|") }

    private static func longestRun(_ text: String) -> Int {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == 0x60 ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
