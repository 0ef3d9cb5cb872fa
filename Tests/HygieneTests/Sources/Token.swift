/// One word of code, or one sign.
struct Token: Sendable, Hashable {
    /// A whole word, or a single sign.
    let text: String
    /// The line it stands on, counted from 1.
    let line: Int
    /// Whether it follows the one before with nothing between.
    let isAttached: Bool

    /// The words and signs of masked code, in order.
    static func all(in code: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var line = 1
        var position = 0
        var isAttached = false
        while position < code.count {
            let start = position
            let byte = code[position]
            position += 1
            if isWord(byte) {
                while position < code.count, isWord(code[position]) { position += 1 }
            }
            if byte == 0x0A { line += 1 }
            let isSeen = byte > 0x20
            if isSeen {
                let text = String(decoding: code[start..<position], as: UTF8.self)
                tokens.append(Token(text: text, line: line, isAttached: isAttached))
            }
            isAttached = isSeen
        }
        return tokens
    }

    /// Letters, digits, `_`, and every byte of a character outside ASCII.
    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...: true
        default: false
        }
    }
}
