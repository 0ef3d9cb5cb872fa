internal import LifeboatCore

/// Text by the columns it takes on a terminal.
enum Columns {
    /// The columns that a text takes: two for East Asian wide characters and pictures, none for combining
    /// marks.
    static func width(_ text: String) -> Int { text.reduce(0) { $0 + width(of: $1) } }

    private static func width(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.isASCII { return 1 }
        if first.properties.generalCategory == .nonspacingMark { return 0 }
        return wide.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// The main blocks of Unicode Standard Annex 11 (East Asian Width).
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD,
    ]

    /// The text in at most `limit` columns, its middle left out where it is longer.
    static func clip(_ text: String, _ limit: Int, isASCII: Bool) -> String {
        guard width(text) > limit else { return text }
        let mark = isASCII ? "..." : "…"
        let room = max(0, limit - width(mark))
        return prefix(text, room - room / 2) + mark + suffix(text, room / 2)
    }

    private static func prefix(_ text: String, _ limit: Int) -> String {
        var left = limit
        return String(
            text.prefix { character in
                left -= width(of: character)
                return left >= 0
            }
        )
    }

    private static func suffix(_ text: String, _ limit: Int) -> String {
        String(prefix(String(text.reversed()), limit).reversed())
    }

    /// The words in lines of at most `limit` columns; a word that is longer has a line of its own.
    static func wrap(_ text: String, _ limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if line.isEmpty {
                line = String(word)
            } else if width(line) + 1 + width(String(word)) <= limit {
                line += " " + word
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// A name as the style can show it: one line, no control characters, and in ASCII where that is asked
    /// for.
    static func name(_ text: String, isASCII: Bool) -> String {
        let text = Printable.text(text)
        guard isASCII, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            result += scalar.isASCII ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}
