internal import LifeboatCore

/// What a word was probably meant to be.
enum Suggestion {
    /// The known word that `word` is a slip or the beginning of; nil when none is near.
    static func near(_ word: String, _ known: [String]) -> String? {
        // Everything is near a word of two letters; a long one is no slip, and comparing it would take long.
        guard (3...64).contains(word.utf8.count) else { return nil }
        return known.first { $0.hasPrefix(word) } ?? Nearest.match(word, in: known)
    }

    static func question(_ word: String) -> String { "did you mean \"\(word)\"?" }

    /// The suggestion, or all that is known.
    static func text(_ word: String, _ known: [String]) -> String {
        near(word, known).map(question) ?? "known here: \(known.joined(separator: ", "))"
    }
}
