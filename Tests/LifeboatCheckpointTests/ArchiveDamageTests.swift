import LifeboatCore
import Testing

@testable import LifeboatCheckpoint

@Suite("Damaged PyTorch archives")
struct ArchiveDamageTests {
    private func expect(_ bytes: [UInt8], _ code: String, at location: SourceLocation = #_sourceLocation) {
        let report = Sample.inspect(bytes)
        #expect(report.codes.contains(code), "\(report.findings)", sourceLocation: location)
        #expect(report.integrity == .corrupt, sourceLocation: location)
        #expect(report.verdict == .unusable, sourceLocation: location)
    }

    @Test func emptyFile() { expect([], "checkpoint.empty") }

    @Test func everyTruncationIsNoticed() {
        let bytes = Sample.live.bytes
        for count in 1..<bytes.count {
            let report = Sample.inspect(Array(bytes[..<count]))
            #expect(report.verdict == .unusable, "\(count) bytes")
            #expect(report.integrity != .intact, "\(count) bytes")
        }
        expect(Array(bytes.dropLast()), "checkpoint.truncated")
        expect(Array(bytes[..<(bytes.count / 2)]), "checkpoint.truncated")
    }

    @Test func zeroes() {
        expect([UInt8](repeating: 0, count: 5000), "checkpoint.zeroed")
        let bytes = Sample.live.bytes
        expect(bytes[..<100] + [UInt8](repeating: 0, count: 100_000), "checkpoint.zeroed")
    }

    @Test func bytesBehindTheEnd() { expect(Sample.live.bytes + [1, 2, 3], "checkpoint.trailing-bytes") }

    @Test func bytesBeforeTheBeginning() { expect([0] + Sample.live.bytes, "checkpoint.damaged-structure") }

    @Test func tornBetweenTwoSaves() {
        let old = Sample.live.bytes
        let new = Sample.zip(
            Sample.Ultralytics(epoch: .int(3)).value,
            payload: [UInt8](repeating: 9, count: 24)
        ).bytes
        #expect(old.count == new.count)
        let parts = zip(old, new).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
        for cut in 1..<old.count where (parts[0] + 1...parts[parts.count - 1]).contains(cut) {
            #expect(Sample.inspect(Array(new[..<cut] + old[cut...])).integrity == .corrupt, "cut at \(cut)")
        }
    }

    @Test func flippedPayload() {
        var zip = Sample.live
        zip.records[4].crc = TorchZip.crc(zip.records[4].payload)
        zip.records[4].payload[3] ^= 1
        expect(zip.bytes, "checkpoint.checksum-mismatch")
    }

    @Test func checksumFailureDoesNotHideTheRest() {
        var zip = Sample.zip(.call(.global("posix", "system"), [.text("true")]))
        zip.records[4].crc = 1
        let report = Sample.inspect(zip.bytes)
        #expect(report.integrity == .corrupt)
        #expect(report.safety == .dangerous)
    }

    @Test func withoutChecksumsNothingIsProven() {
        var zip = Sample.live
        zip.hasChecksums = false
        let report = Sample.inspect(zip.bytes)
        #expect(report.integrity == .unverifiable)
        #expect(report.codes == ["checkpoint.no-checksums"])
        #expect(report.verdict == .resumable)
    }

    @Test func olderArchivesHaveNoZip64End() {
        var zip = Sample.live
        zip.hasZip64 = false
        #expect(Sample.inspect(zip.bytes).integrity == .intact)
    }

    @Test func compressedRecord() {
        var zip = Sample.live
        zip.records[4].method = 8
        expect(zip.bytes, "checkpoint.compressed")
    }

    @Test func statedSizeOfAnotherRecord() {
        var zip = Sample.live
        zip.records[4].size = 40
        expect(zip.bytes, "checkpoint.damaged-record")
        zip.records[4].size = 0x7FFF_FFFF
        expect(zip.bytes, "checkpoint.damaged-structure")
        zip.records[4].size = 0xFFFF_FFFF
        expect(zip.bytes, "checkpoint.damaged-structure")
    }

    @Test func otherNameInTheLocalHeader() {
        var zip = Sample.live
        zip.records[4].localName = "archive/data/9"
        expect(zip.bytes, "checkpoint.damaged-record")
    }

    @Test func overlappingRecords() throws {
        // Both directory entries lead to the same record: sizes agree, and the second one lies over the
        // first.
        var zip = Sample.live
        zip.records[5].name = "data/1"
        zip.records[5].payload = Sample.payload
        var bytes = zip.bytes
        let starts = bytes.indices.filter { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) }
        let length = starts[5] - starts[4]
        bytes.replaceSubrange(starts[5]..<starts[5] + length, with: bytes[starts[4]..<starts[5]])
        expect(bytes, "checkpoint.damaged-record")
        #expect(Sample.inspect(bytes).safety == .review)
        #expect(Sample.inspect(bytes).records.count == zip.records.count - 1)
    }

    @Test func bytesBetweenDirectoryAndEnd() {
        var zip = Sample.live
        zip.hasZip64 = false
        var bytes = zip.bytes
        bytes.insert(0, at: bytes.count - 22)
        expect(bytes, "checkpoint.damaged-structure")
    }

    @Test func encryptedRecord() {
        var zip = Sample.live
        zip.records[4].extraFlags = 1
        expect(zip.bytes, "checkpoint.encrypted")
    }

    @Test func otherFlagsInTheLocalHeader() throws {
        var bytes = Sample.live.bytes
        bytes[6] |= 1
        expect(bytes, "checkpoint.damaged-record")
    }

    @Test func zappedDescriptor() throws {
        var bytes = Sample.live.bytes
        let record = try #require(Sample.inspect(bytes).records.first { $0.name == "data/0" })
        bytes[record.range.upperBound + 5] ^= 1
        expect(bytes, "checkpoint.damaged-record")
    }

    @Test func sizesInTheZip64Field() {
        var zip = Sample.live
        zip.records[4].isWide = true
        let report = Sample.inspect(zip.bytes)
        #expect(report.integrity == .intact, "\(report.findings)")
        #expect(report.verdict == .resumable)
    }

    @Test func sameNameTwice() {
        var zip = Sample.live
        zip.add("data.pkl", PickleWriter.pickle(.none))
        expect(zip.bytes, "checkpoint.duplicate-record")
    }

    @Test func missingRecords() {
        var zip = Sample.live
        zip.records.removeAll { $0.name == "version" }
        expect(zip.bytes, "checkpoint.missing-record")
        zip = Sample.live
        zip.records.removeAll { $0.name == "data/0" }
        expect(zip.bytes, "checkpoint.missing-record")
        zip = Sample.live
        zip.records.removeAll { $0.name == "data.pkl" }
        expect(zip.bytes, "checkpoint.missing-record")
    }

    @Test func storageOfTheWrongSize() {
        expect(Sample.zip(Sample.Ultralytics().value, payload: [1, 2, 3]).bytes, "checkpoint.record-size")
    }

    @Test func orphanIsSaidAndHarmless() {
        var zip = Sample.live
        zip.add("data/7", [1, 2, 3, 4])
        let report = Sample.inspect(zip.bytes)
        #expect(report.codes == ["checkpoint.orphan-record"])
        #expect(report.verdict == .resumable)
    }

    @Test func tensorOutsideItsStorage() {
        let tensor = Sample.Value.call(
            .global("torch._utils", "_rebuild_tensor_v2"),
            [
                .persistent([
                    .text("storage"), .global("torch", "FloatStorage"), .text("0"), .text("cpu"), .int(6),
                ]),
                .int(1), .tuple([.int(6)]), .tuple([.int(1)]), .bool(false), .none,
            ]
        )
        expect(Sample.zip(.dict([("w", tensor)])).bytes, "checkpoint.tensor-bounds")
    }

    @Test func badSectorIsNoDamage() throws {
        let bytes = Sample.live.bytes
        let offset = try #require(Sample.inspect(bytes).records.first { $0.name == "data/0" }).offset
        for badByte in [0, offset, bytes.count - 1] {
            let source = FailingSource(memory: MemorySource(bytes), badByte: badByte)
            let report = CheckpointInspector.inspect(source, path: "last.pt")
            #expect(report.codes == ["checkpoint.unreadable"], "byte \(badByte)")
            #expect(report.integrity == .unverifiable)
            #expect(report.verdict == .unusable)
        }
    }

    @Test func recordsSayWhereTheirPayloadIs() throws {
        let bytes = Sample.live.bytes
        let record = try #require(Sample.inspect(bytes).records.first { $0.name == "data/0" })
        #expect(Array(bytes[record.range]) == Sample.payload)
        #expect(record.offset.isMultiple(of: 64))
        #expect(record.crc == TorchZip.crc(Sample.payload))
    }

    @Test func otherArchivesAreNoDamagedCheckpoints() {
        var zip = TorchZip()
        zip.prefix = "word"
        zip.add("document.xml", [1, 2, 3])
        for bytes in [zip.bytes, Array(zip.bytes.dropLast(5))] {
            let report = Sample.inspect(bytes)
            #expect(report.format == .unknown)
            #expect(report.integrity == .unverifiable)
            #expect(report.codes.contains("checkpoint.format-unknown"))
            #expect(report.verdict == .unusable)
        }
    }
}
