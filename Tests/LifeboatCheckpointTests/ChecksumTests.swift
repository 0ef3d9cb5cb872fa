import CZlib
import LifeboatCore
import LifeboatTestSupport
import Testing

@testable import LifeboatCheckpoint

@Suite("CRC-32")
struct ChecksumTests {
    @Test("the check value of CRC-32/ISO-HDLC")
    func checkValue() throws {
        let source = MemorySource(Array("123456789".utf8))
        #expect(try Checksum.crc32(of: source, offset: 0, count: 9) == 0xCBF4_3926)
        #expect(try Checksum.crc32(of: source, offset: 0, count: 0) == 0)
    }

    @Test("any length from any start, in any number of pieces, is what zlib says")
    func againstZlib() {
        var random = SeededGenerator(seed: 7)
        let noise = Site.noise(20_000, seed: 9)
        noise.withUnsafeBytes { noise in
            for round in 0..<3000 {
                let start = Int.random(in: 0..<200, using: &random)
                let count = Int.random(in: 0..<(round % 2 == 0 ? 300 : 19_000), using: &random)
                let cut = Int.random(in: 0...count, using: &random)
                let bytes = UnsafeRawBufferPointer(rebasing: noise[start..<start + count])
                let before = UInt32.random(in: 0 ... .max, using: &random)
                let first = UnsafeRawBufferPointer(rebasing: bytes[..<cut])
                let second = UnsafeRawBufferPointer(rebasing: bytes[cut...])
                let crc = Checksum.crc32(Checksum.crc32(before, first), second)
                let expected = crc32_z(UInt(before), bytes.bindMemory(to: UInt8.self).baseAddress, count)
                #expect(UInt(crc) == (count == 0 ? UInt(before) : expected), "\(start) \(count) \(cut)")
            }
        }
    }

    @Test("a changed bit anywhere changes it")
    func bits() {
        var bytes = Site.noise(300, seed: 3)
        let before = bytes.withUnsafeBytes { Checksum.crc32(0, $0) }
        for bit in 0..<bytes.count * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8)
            #expect(bytes.withUnsafeBytes { Checksum.crc32(0, $0) } != before)
            bytes[bit / 8] ^= 1 << (bit % 8)
        }
    }
}
