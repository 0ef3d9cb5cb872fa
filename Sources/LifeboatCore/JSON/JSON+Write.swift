extension JSON {
    /// The canonical form: UTF-8, keys sorted by their bytes, no white space, `/` not escaped.
    public var canonical: [UInt8] {
        var writer = JSONWriter(indent: nil)
        writer.write(self, depth: 0)
        return writer.bytes
    }

    /// The same for people: two spaces a level and a newline at the end.
    public var pretty: String {
        var writer = JSONWriter(indent: 2)
        writer.write(self, depth: 0)
        writer.bytes.append(0x0A)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Writes JSON values into one growing buffer.
struct JSONWriter {
    var bytes: [UInt8] = []
    let indent: Int?

    init(indent: Int?) { self.indent = indent }

    mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .int(let number): bytes.append(contentsOf: String(number).utf8)
        case .double(let number): bytes.append(contentsOf: Self.text(number).utf8)
        case .string(let text): write(text)
        case .array(let elements):
            list(open: 0x5B, close: 0x5D, count: elements.count, depth: depth) { writer, index in
                writer.write(elements[index], depth: depth + 1)
            }
        case .object(let members):
            let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            list(open: 0x7B, close: 0x7D, count: keys.count, depth: depth) { writer, index in
                writer.write(keys[index])
                writer.bytes.append(0x3A)
                if writer.indent != nil { writer.bytes.append(0x20) }
                writer.write(members[keys[index]] ?? .null, depth: depth + 1)
            }
        }
    }

    private mutating func list(
        open: UInt8,
        close: UInt8,
        count: Int,
        depth: Int,
        _ element: (inout JSONWriter, Int) -> Void
    ) {
        bytes.append(open)
        for index in 0..<count {
            if index > 0 { bytes.append(0x2C) }
            newline(depth + 1)
            element(&self, index)
        }
        if count > 0 { newline(depth) }
        bytes.append(close)
    }

    private mutating func newline(_ depth: Int) {
        guard let indent else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: indent * depth))
    }

    private mutating func write(_ text: String) {
        bytes.append(0x22)
        var text = text
        text.withUTF8 { utf8 in
            for byte in utf8 {
                switch byte {
                case 0x22: bytes.append(contentsOf: [0x5C, 0x22])
                case 0x5C: bytes.append(contentsOf: [0x5C, 0x5C])
                case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
                case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
                case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
                case 0x00..<0x20:
                    bytes.append(contentsOf: "\\u00".utf8)
                    bytes.append(contentsOf: Hex.encode(CollectionOfOne(byte)).utf8)
                default: bytes.append(byte)
                }
            }
        }
        bytes.append(0x22)
    }

    /// Whole doubles lose their `.0`, so that a reader gets the same digits back in either kind.
    private static func text(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        return "\(number)"
    }
}
