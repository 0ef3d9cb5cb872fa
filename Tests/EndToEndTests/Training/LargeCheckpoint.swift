internal import CZlib
internal import LifeboatCore
internal import LifeboatTestSupport

/// A checkpoint longer than one piece: the live run's, with one more record in its archive.
enum LargeCheckpoint {
    /// The checkpoint with a record of `count` bytes that depend on `seed`.
    ///
    /// The record is stored behind the others, and the directory is written anew behind it (APPNOTE 4.3.7,
    /// 4.3.12, 4.3.16).
    static func make(record count: Int, seed: UInt64) throws -> [UInt8] {
        let base = try Fixtures.bytes("live/weights/last.pt")
        guard let end = find([0x50, 0x4B, 0x05, 0x06], in: base) else {
            throw LifeboatError(.corrupt, "the fixture has no end of its directory")
        }
        let directory = number(base, end + 16, 4)
        let length = number(base, end + 12, 4)
        let noise = Site.noise(count, seed: seed)
        let fields = header(crc: noise.withUnsafeBytes { Int(crc(of: $0)) }, count)
        let name = Array("archive/data/extra".utf8)
        let sizes: [UInt8] = bytes(name.count, 2)
        var file = Array(base[..<directory])
        file += [0x50, 0x4B, 0x03, 0x04] + fields + sizes + bytes(0, 2) + name + noise
        let start = file.count
        file += base[directory..<directory + length]
        file +=
            [0x50, 0x4B, 0x01, 0x02] + bytes(20, 2) + fields + sizes + bytes(0, 12) + bytes(directory, 4)
            + name
        let records = number(base, end + 10, 2) + 1
        let size = file.count - start
        return file + [0x50, 0x4B, 0x05, 0x06] + bytes(0, 4) + bytes(records, 2) + bytes(records, 2)
            + bytes(size, 4) + bytes(start, 4) + bytes(0, 2)
    }

    /// What local header and directory have in common: version, flags, method, time, CRC-32, both sizes.
    private static func header(crc: Int, _ size: Int) -> [UInt8] {
        bytes(20, 2) + bytes(0, 8) + bytes(crc, 4) + bytes(size, 4) + bytes(size, 4)
    }

    private static func crc(of buffer: UnsafeRawBufferPointer) -> UInt {
        UInt(crc32_z(0, buffer.bindMemory(to: UInt8.self).baseAddress, buffer.count))
    }

    private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 0) }
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }

    private static func find(_ mark: [UInt8], in bytes: [UInt8]) -> Int? {
        (0...bytes.count - 22).last { bytes[$0..<$0 + 4].elementsEqual(mark) }
    }
}
