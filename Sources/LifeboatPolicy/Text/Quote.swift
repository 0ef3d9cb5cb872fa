/// What a policy says, quoted inside a message: bounded, because a message is one line.
enum Quote {
    private static let limit = 60

    static func text(_ text: String) -> String {
        text.unicodeScalars.count <= limit
            ? "\"\(text)\"" : "\"\(String(text.unicodeScalars.prefix(limit)))…\""
    }

    /// `a, b or c`.
    static func choice(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
