/// How a listing writes keys: escaped as asked for, or as they are by stores that do not know the question.
struct S3KeyText {
    let isEscaped: Bool

    /// The key. A `+` stands for a blank, as in forms. What is not well escaped is taken as it is.
    func decode(_ text: String) -> String {
        guard isEscaped, text.utf8.contains(where: { $0 == 0x25 || $0 == 0x2B }) else { return text }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case 0x2B: bytes.append(0x20)
            case 0x25:
                guard rest.count > 1, let value = Self.byte(rest.prefix(2)) else { return text }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? text
    }

    private static func byte(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
