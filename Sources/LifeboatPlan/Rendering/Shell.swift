/// Text for a POSIX shell (POSIX.1, 2.2 Quoting). Whatever a name holds, it reaches a command as that name.
enum Shell {
    private static let plain = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-".utf8
    )

    /// One word. A zero byte, which no word can hold, is left out.
    static func quoted(_ word: String) -> String {
        let word =
            word.utf8.contains(0) ? String(decoding: word.utf8.filter { $0 != 0 }, as: UTF8.self) : word
        // An equals sign in front would make an assignment of the first word, a tilde a home directory.
        if !word.isEmpty, word.utf8.first != 0x3D, word.utf8.allSatisfy(plain.contains) { return word }
        return "'" + word.replacing("'", with: "'\\''") + "'"
    }

    /// One command that a shell splits into exactly these words.
    static func line(_ words: String...) -> String { line(words) }

    /// One command that a shell splits into exactly these words.
    static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    /// One command over several lines: the words before `items` on the first, each item on its own.
    static func list(_ words: String, _ items: [String]) -> String {
        ([words] + items.map { "    " + quoted($0) }).joined(separator: " \\\n")
    }
}
