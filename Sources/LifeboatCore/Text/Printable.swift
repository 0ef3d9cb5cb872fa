/// Text that is safe to show: on one line, and unable to drive a terminal.
public enum Printable {
    /// Control characters and bidirectional overrides become `\u{…}`; everything else stays.
    public static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isHarmful(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The same for text of several lines: they stay lines.
    public static func lines(_ text: String) -> String {
        // By scalars: a carriage return with the newline behind it is one character.
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Self.text(String($0)) }.joined(separator: "\n")
    }

    /// Bytes as text: what is UTF-8 as it is, every other byte as `\xff`.
    public static func text(bytes: [UInt8]) -> String {
        var result = ""
        var rest = bytes.makeIterator()
        var parser = Unicode.UTF8.ForwardParser()
        var position = 0
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid(let scalar):
                result.unicodeScalars.append(Unicode.UTF8.decode(scalar))
                position += scalar.count
            case .error(let length):
                for byte in bytes[position..<position + length] { result += "\\x\(Hex.encode([byte]))" }
                position += length
            case .emptyInput: return result
            }
        }
    }

    /// Whether a scalar could drive a terminal or hide what is beside it.
    static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028...0x2029:
            true
        default: false
        }
    }
}
