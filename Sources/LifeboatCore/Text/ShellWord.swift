/// Text for a POSIX shell (POSIX.1, 2.2 Quoting): whatever a name holds, it reaches a command as that name.
public enum ShellWord {
    private static let plain = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-".utf8
    )

    /// One word. A zero byte, which no word can hold, is left out. What could drive a terminal is spelled out
    /// for the shell to put in: commands are looked at before they are run.
    public static func quoted(_ word: String) -> String {
        let word = word.utf8.contains(0) ? String(word.unicodeScalars.filter { $0.value != 0 }) : word
        // An equals sign in front would make an assignment of the first word, a tilde a home directory.
        if !word.isEmpty, word.utf8.first != 0x3D, word.utf8.allSatisfy(plain.contains) { return word }
        var result = "'"
        var hidden = ""
        func show() {
            if !hidden.isEmpty { result += "'\"$(printf '\(hidden)')\"'" }
            hidden = ""
        }
        for scalar in word.unicodeScalars {
            if Printable.isHarmful(scalar), scalar != "\n" {
                for byte in Unicode.UTF8.encode(scalar) ?? .init() {
                    let octal = String(byte, radix: 8)
                    hidden += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
                }
            } else {
                show()
                result += scalar == "'" ? "'\\''" : String(scalar)
            }
        }
        show()
        return result + "'"
    }

    /// One command that a shell splits into exactly these words.
    public static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }
}
