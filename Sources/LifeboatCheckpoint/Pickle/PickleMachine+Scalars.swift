extension PickleMachine {
    /// The value of an instruction that carries its value with it.
    mutating func scalar(_ opcode: PickleOpcode) throws -> PickleValue {
        switch opcode {
        case .none: .none
        case .newTrue: .bool(true)
        case .newFalse: .bool(false)
        case .binInt: .int(Int64(Int32(truncatingIfNeeded: try input.number(4))))
        case .binInt1: .int(Int64(try input.number(1)))
        case .binInt2: .int(Int64(try input.number(2)))
        case .long1: try long(try input.number(1))
        case .long4: try long(try input.number(4))
        case .binFloat: .float(Double(bitPattern: try bigEndian()))
        case .shortBinUnicode: try text(try input.number(1))
        case .binUnicode: try text(try input.number(4))
        case .binUnicode8: try text(try input.number(8))
        case .shortBinString: try text(try input.number(1))
        case .binString: try text(try input.number(4))
        case .shortBinBytes: try bytes(try input.number(1))
        case .binBytes: try bytes(try input.number(4))
        case .binBytes8, .byteArray8: try bytes(try input.number(8))
        default: try lineScalar(opcode)
        }
    }

    /// The text form of protocol 0.
    private mutating func lineScalar(_ opcode: PickleOpcode) throws -> PickleValue {
        let line = try input.line(limit: limits.lineBytes)
        let text = String(decoding: line, as: UTF8.self)
        switch opcode {
        case .int where text == "00": return .bool(false)
        case .int where text == "01": return .bool(true)
        case .int: return try Int64(text).map(PickleValue.int) ?? Self.badLine()
        case .long:
            let digits = text.hasSuffix("L") ? text.dropLast() : text[...]
            return Int64(digits).map(PickleValue.int) ?? .hugeInt
        case .float: return try Double(text).map(PickleValue.float) ?? Self.badLine()
        case .string:
            // Escapes could spell any name: only plain text is taken literally.
            guard line.count >= 2, line.first == line.last, !line.contains(0x5C) else {
                return .blob(count: line.count)
            }
            return try keep(String(decoding: line.dropFirst().dropLast(), as: UTF8.self), count: line.count)
        case .unicode:
            return line.contains(0x5C) ? .blob(count: line.count) : try keep(text, count: line.count)
        default: throw Damage("checkpoint.pickle-unsupported", "the pickle uses an unsupported instruction")
        }
    }

    private static func badLine() throws -> PickleValue {
        throw Damage("checkpoint.pickle-damaged", "the pickle has a number that is none")
    }

    private mutating func long(_ count: Int) throws -> PickleValue {
        guard count <= 8 else {
            try input.skip(count)
            return .hugeInt
        }
        let bytes = try input.bytes(count)
        let isNegative = bytes.last.map { $0 >= 0x80 } ?? false
        let filled = bytes + [UInt8](repeating: isNegative ? 0xFF : 0, count: 8 - count)
        return UInt64(littleEndianBytes: filled).map { .int(Int64(bitPattern: $0)) } ?? .hugeInt
    }

    private mutating func bigEndian() throws -> UInt64 {
        try input.bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func text(_ count: Int) throws -> PickleValue {
        guard count <= limits.textBytes else {
            try input.skip(count)
            return .blob(count: count)
        }
        guard let text = String(validating: try input.bytes(count), as: UTF8.self) else {
            return .blob(count: count)
        }
        return try keep(text, count: count)
    }

    private mutating func keep(_ text: String, count: Int) throws -> PickleValue {
        try account(count)
        return .text(text)
    }

    private mutating func bytes(_ count: Int) throws -> PickleValue {
        guard count <= limits.textBytes else {
            try input.skip(count)
            return .blob(count: count)
        }
        try account(count)
        return .bytes(try input.bytes(count))
    }

    private mutating func account(_ count: Int) throws {
        keptBytes += count
        guard keptBytes <= limits.keptBytes else { throw Self.tooLarge("text") }
    }
}
