import LifeboatCheckpoint
import LifeboatCore
import Testing

/// Damages valid files in thousands of ways, the same ones every time.
@Suite("Mutants")
struct MutationTests {
    /// Flips, sets, cuts, repeats and splices; returns nil when nothing changed.
    private static func mutant(of bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var result = bytes
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0, 1: result[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: result[place] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF].randomElement(using: &random) ?? 0
        case 3:
            let end = min(bytes.count, place + 8)
            for index in place..<end { result[index] = UInt8.random(in: 0...255, using: &random) }
        case 4:
            result.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...16, using: &random)))
        case 5: result.insert(contentsOf: bytes[place..<min(bytes.count, place + 16)], at: place)
        default:
            let from = Int.random(in: 0..<bytes.count, using: &random)
            let count = min(16, bytes.count - max(from, place))
            for index in 0..<count { result[place + index] = bytes[from + index] }
        }
        return result
    }

    private static func payloads(_ report: CheckpointReport, _ bytes: [UInt8]) -> [String: [UInt8]] {
        Dictionary(report.records.map { ($0.name, Array(bytes[$0.range])) }, uniquingKeysWith: { $1 })
    }

    @Test(arguments: [1, 2, 3, 4])
    func noMutantWithAnotherPayloadIsIntact(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = Sample.live.bytes
        let original = Self.payloads(Sample.inspect(bytes), bytes)
        var corrupt = 0
        for _ in 0..<3000 {
            var mutant = Self.mutant(of: bytes, &random)
            if Bool.random(using: &random) {
                mutant = Self.mutant(of: mutant.isEmpty ? bytes : mutant, &random)
            }
            let report = Sample.inspect(mutant)
            if report.integrity == .corrupt { corrupt += 1 }
            if report.integrity == .intact { #expect(Self.payloads(report, mutant) == original) }
            if report.verdict != .unusable { #expect(report.integrity != .corrupt) }
        }
        #expect(corrupt > 1500)
    }

    @Test func everyFlippedByteOfARealFileIsJudged() throws {
        let bytes = try Fixture.bytes("odd/shared-views.pt")
        let original = Self.payloads(Sample.inspect(bytes), bytes)
        for index in bytes.indices {
            var mutant = bytes
            mutant[index] ^= 0x10
            let report = Sample.inspect(mutant)
            if report.integrity == .intact {
                #expect(Self.payloads(report, mutant) == original, "byte \(index)")
            }
        }
    }

    @Test(arguments: ["odd/legacy.pt", "odd/model.safetensors", "odd/scripted.torchscript", "odd/no-crc.pt"])
    func mutantsOfOtherFormatsEndInAReport(path: String) throws {
        let bytes = try Fixture.bytes(path)
        var random = SeededGenerator(seed: 7)
        for _ in 0..<1500 {
            let report = Sample.inspect(Self.mutant(of: bytes, &random))
            #expect(report.verdict == .unusable || report.integrity != .corrupt)
        }
    }

    /// Without checksums around it every mutant of the pickle is run.
    @Test(arguments: [11, 12])
    func mutantPicklesEndInAReport(seed: UInt64) throws {
        let real = try Fixture.bytes("odd/training-state.pt")
        let record = try #require(Sample.inspect(real).records.first { $0.name == "data.pkl" })
        var random = SeededGenerator(seed: seed)
        for _ in 0..<1500 {
            var zip = TorchZip()
            zip.add("data.pkl", Self.mutant(of: Array(real[record.range]), &random))
            zip.add("version", Array("3\n".utf8))
            #expect(Sample.inspect(zip.bytes).verdict == .unusable)
        }
    }
}
