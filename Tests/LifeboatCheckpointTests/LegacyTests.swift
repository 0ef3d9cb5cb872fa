import LifeboatCore
import Testing

@testable import LifeboatCheckpoint

@Suite("PyTorch files from before 1.6")
struct LegacyTests {
    private func file(count: Int = 6, keys: [String] = ["0"]) -> [UInt8] {
        FormatSniffer.legacyMagic + [0x80, 2, 0x4D, 0xE9, 0x03, 0x2E]
            + PickleWriter.pickle(.dict([("protocol_version", .int(1001)), ("little_endian", .bool(true))]))
            + PickleWriter.pickle(.dict([("weight", Sample.tensor("0", count: 6))]))
            + PickleWriter.pickle(.list(keys.map { .text($0) })) + Little.u64(count) + Sample.payload
    }

    @Test func validFile() {
        let report = Sample.inspect(file())
        #expect(report.format == .torchLegacy)
        #expect(report.integrity == .unverifiable)
        #expect(report.training == .weightsOnly)
        #expect(report.verdict == .inferenceOnly)
        #expect(report.safety == .safe)
        #expect(report.tensors == 1)
        #expect(report.parameters == 6)
        #expect(
            report.records == [
                CheckpointRecord(name: "data/0", offset: file().count - 24, count: 24, crc: nil)
            ]
        )
    }

    @Test func everyTruncationIsNoticed() {
        let bytes = file()
        for count in FormatSniffer.legacyMagic.count..<bytes.count {
            let report = Sample.inspect(Array(bytes[..<count]))
            #expect(report.integrity == .corrupt, "\(count) bytes")
            #expect(report.verdict == .unusable, "\(count) bytes")
        }
    }

    @Test func damage() {
        #expect(Sample.inspect(file() + [0]).codes.contains("checkpoint.trailing-bytes"))
        #expect(Sample.inspect(file(count: 5)).codes.contains("checkpoint.record-size"))
        #expect(Sample.inspect(file(keys: ["1"])).codes.contains("checkpoint.storage-reference"))
        #expect(Sample.inspect(file(keys: [])).codes.contains("checkpoint.missing-record"))
        for bytes in [file() + [0], file(count: 5), file(keys: ["1"]), file(keys: [])] {
            #expect(Sample.inspect(bytes).integrity == .corrupt)
        }
    }

    @Test func tarIsRecognisedAndNotRead() {
        var bytes = [UInt8](repeating: 0, count: 1024)
        bytes.replaceSubrange(0..<8, with: Array("sys_info".utf8))
        bytes.replaceSubrange(257..<262, with: Array("ustar".utf8))
        let report = Sample.inspect(bytes)
        #expect(report.format == .torchLegacy)
        #expect(report.integrity == .unverifiable)
        #expect(report.verdict == .unusable)
        #expect(report.codes == ["checkpoint.not-verified"])
    }
}
