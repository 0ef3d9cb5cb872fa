internal import LifeboatCore

/// Text for a POSIX shell. Whatever a name holds, it reaches a command as that name.
enum Shell {
    /// One word. A zero byte, which no word can hold, is left out.
    static func quoted(_ word: String) -> String { ShellWord.quoted(word) }

    /// One command that a shell splits into exactly these words.
    static func line(_ words: String...) -> String { line(words) }

    /// One command that a shell splits into exactly these words.
    static func line(_ words: [String]) -> String { ShellWord.line(words) }

    /// One command over several lines: the words before `items` on the first, each item on its own.
    static func list(_ words: String, _ items: [String]) -> String {
        ([words] + items.map { "    " + quoted($0) }).joined(separator: " \\\n")
    }
}
