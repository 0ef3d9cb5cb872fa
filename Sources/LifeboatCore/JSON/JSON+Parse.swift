extension JSON {
    /// Reads one JSON document that fills `bytes` entirely.
    ///
    /// Refused: depth over 64, duplicate keys, text that is not UTF-8, lone surrogates, anything after the
    /// value.
    /// Throws `corrupt` with the byte offset.
    public static func parse(_ bytes: some Collection<UInt8>) throws -> JSON {
        let result = try bytes.withContiguousStorageIfAvailable { try parse(buffer: $0) }
        if let result { return result }
        return try Array(bytes).withUnsafeBufferPointer { try parse(buffer: $0) }
    }

    /// Reads one JSON document from text.
    public static func parse(text: String) throws -> JSON { try parse(Array(text.utf8)) }

    private static func parse(buffer: UnsafeBufferPointer<UInt8>) throws -> JSON {
        var parser = JSONParser(input: buffer)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == buffer.count else { throw parser.fail("there is something after the value") }
        return value
    }
}

/// A recursive-descent reader over bytes that the caller keeps alive.
struct JSONParser {
    static let depthLimit = 64
    let input: UnsafeBufferPointer<UInt8>
    var position = 0

    init(input: UnsafeBufferPointer<UInt8>) { self.input = input }

    func fail(_ what: String) -> LifeboatError {
        LifeboatError(.corrupt, "not valid JSON at byte \(position): \(what)")
    }

    mutating func skipSpace() {
        while position < input.count {
            switch input[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    mutating func value(depth: Int) throws -> JSON {
        guard depth < Self.depthLimit else { throw fail("nested deeper than \(Self.depthLimit)") }
        skipSpace()
        guard position < input.count else { throw fail("the text ends too early") }
        switch input[position] {
        case 0x7B: return try object(depth)
        case 0x5B: return try array(depth)
        case 0x22: return .string(try string())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws -> JSON {
        let count = text.utf8CodeUnitCount
        guard position + count <= input.count,
            (0..<count).allSatisfy({ input[position + $0] == text.utf8Start[$0] })
        else { throw fail("unknown word") }
        position += count
        return value
    }

    private mutating func object(_ depth: Int) throws -> JSON {
        var members: [String: JSON] = [:]
        try items(close: 0x7D) { parser in
            guard parser.position < parser.input.count, parser.input[parser.position] == 0x22 else {
                throw parser.fail("a key was expected")
            }
            let key = try parser.string()
            parser.skipSpace()
            guard parser.take(0x3A) else { throw parser.fail("':' was expected") }
            let value = try parser.value(depth: depth + 1)
            guard members.updateValue(value, forKey: key) == nil else {
                throw parser.fail("key \"\(Printable.text(key))\" is there twice")
            }
        }
        return .object(members)
    }

    private mutating func array(_ depth: Int) throws -> JSON {
        var elements: [JSON] = []
        try items(close: 0x5D) { elements.append(try $0.value(depth: depth + 1)) }
        return .array(elements)
    }

    private mutating func items(close: UInt8, _ item: (inout JSONParser) throws -> Void) throws {
        position += 1
        skipSpace()
        if take(close) { return }
        while true {
            skipSpace()
            try item(&self)
            skipSpace()
            if take(close) { return }
            guard take(0x2C) else { throw fail("',' or the end was expected") }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < input.count, input[position] == byte else { return false }
        position += 1
        return true
    }

    /// The grammar of RFC 8259, section 6; `Int64` and `Double` alone would take more than it allows.
    private mutating func number() throws -> JSON {
        let start = position
        _ = take(0x2D)
        let first = position
        var isValid = digits() > 0 && !(input[first] == 0x30 && position - first > 1)
        var isWhole = true
        if isValid, take(0x2E) {
            isWhole = false
            isValid = digits() > 0
        }
        if isValid, take(0x65) || take(0x45) {
            isWhole = false
            _ = take(0x2B) || take(0x2D)
            isValid = digits() > 0
        }
        if isValid {
            let text = String(decoding: input[start..<position], as: UTF8.self)
            if isWhole, let whole = Int64(text) { return .int(whole) }
            if let number = Double(text), number.isFinite { return .double(number) }
        }
        position = start
        throw fail("not a number")
    }

    /// Steps over decimal digits; how many there were.
    private mutating func digits() -> Int {
        let start = position
        while position < input.count, (0x30...0x39).contains(input[position]) { position += 1 }
        return position - start
    }
}
