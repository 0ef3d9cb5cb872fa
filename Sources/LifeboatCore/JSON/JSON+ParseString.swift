extension JSONParser {
    /// Reads a string whose opening quote is at the position.
    mutating func string() throws -> String {
        position += 1
        let start = position
        while position < input.count, input[position] != 0x22, input[position] != 0x5C,
            input[position] >= 0x20
        {
            position += 1
        }
        guard position < input.count else { throw fail("a string does not end") }
        if input[position] == 0x22 {
            let text = try utf8(input[start..<position])
            position += 1
            return text
        }
        var bytes = Array(input[start..<position])
        while true {
            guard position < input.count else { throw fail("a string does not end") }
            let byte = input[position]
            position += 1
            switch byte {
            case 0x22: return try utf8(bytes)
            case 0x5C: try escape(into: &bytes)
            case 0x00..<0x20: throw fail("a control character stands in a string")
            default: bytes.append(byte)
            }
        }
    }

    private func utf8(_ bytes: some Collection<UInt8>) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw fail("a string is not UTF-8") }
        return text
    }

    private mutating func escape(into bytes: inout [UInt8]) throws {
        guard position < input.count else { throw fail("a string does not end") }
        let byte = input[position]
        position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: bytes.append(byte)
        case 0x62: bytes.append(0x08)
        case 0x66: bytes.append(0x0C)
        case 0x6E: bytes.append(0x0A)
        case 0x72: bytes.append(0x0D)
        case 0x74: bytes.append(0x09)
        case 0x75: bytes.append(contentsOf: Array(String(try unicode()).utf8))
        default: throw fail("unknown escape")
        }
    }

    private mutating func unicode() throws -> Unicode.Scalar {
        let first = try hexUnit()
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        guard first < 0xDC00, position + 1 < input.count, input[position] == 0x5C, input[position + 1] == 0x75
        else {
            throw fail("a lone surrogate")
        }
        position += 2
        let second = try hexUnit()
        guard (0xDC00..<0xE000).contains(second) else { throw fail("a lone surrogate") }
        let code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        guard let scalar = Unicode.Scalar(code) else { throw fail("a lone surrogate") }
        return scalar
    }

    private mutating func hexUnit() throws -> UInt16 {
        // The digits are looked at one by one: the number type would take a sign.
        guard position + 4 <= input.count,
            input[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: input[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw fail("four hexadecimal digits were expected") }
        position += 4
        return unit
    }
}
