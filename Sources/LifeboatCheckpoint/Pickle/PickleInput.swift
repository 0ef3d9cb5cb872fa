/// Reads a pickle forwards through a small window, so that its size does not matter.
struct PickleInput {
    private static let window = 64 << 10
    private let source: any ByteSource
    /// The first byte that does not belong to the pickle.
    let end: Int
    /// The next byte to read, from the start of the source.
    private(set) var position: Int
    private var buffer: [UInt8] = []
    private var bufferStart: Int

    /// Reads `range`, which lies inside `source`.
    init(source: any ByteSource, range: Range<Int>) {
        self.source = source
        end = range.upperBound
        position = range.lowerBound
        bufferStart = range.lowerBound
    }

    var remaining: Int { end - position }

    mutating func byte() throws -> UInt8 {
        try fill()
        defer { position += 1 }
        return buffer[position - bufferStart]
    }

    /// The next `count` bytes; the caller has bounded `count`.
    mutating func bytes(_ count: Int) throws -> [UInt8] {
        guard count <= remaining else { throw Self.ended }
        let used = position - bufferStart
        if count <= buffer.count - used {
            position += count
            return Array(buffer[used..<used + count])
        }
        defer { position += count }
        return try source.bytes(at: position, count: count)
    }

    mutating func skip(_ count: Int) throws {
        guard count <= remaining else { throw Self.ended }
        position += count
    }

    /// The unsigned little-endian number of `width` bytes; a number beyond `Int` cannot be a length.
    mutating func number(_ width: Int) throws -> Int {
        guard let value = try bytes(width).littleEndian(0, width: width) else { throw Self.ended }
        return value
    }

    /// The text up to a newline, without it.
    mutating func line(limit: Int) throws -> [UInt8] {
        var line: [UInt8] = []
        while true {
            let byte = try byte()
            if byte == 0x0A { return line }
            guard line.count < limit else {
                throw Damage("checkpoint.pickle-damaged", "the pickle has a line that is too long")
            }
            line.append(byte)
        }
    }

    private mutating func fill() throws {
        guard position < end else { throw Self.ended }
        let used = position - bufferStart
        guard used < 0 || used >= buffer.count else { return }
        buffer = try source.bytes(at: position, count: min(Self.window, remaining))
        bufferStart = position
    }

    private static let ended = Damage("checkpoint.pickle-truncated", "the pickle breaks off in the middle")
}
