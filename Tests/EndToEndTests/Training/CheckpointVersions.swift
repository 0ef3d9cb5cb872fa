internal import LifeboatCore
internal import LifeboatTestSupport

/// Checkpoints of one training run, each different from the others, as a trainer writes one after another.
struct CheckpointVersions: Sendable {
    /// The bytes of each.
    let bytes: [[UInt8]]
    /// The digest of each.
    let digests: [Digest]

    /// `count` versions of three lengths, made of three checkpoints of the live run.
    init(count: Int) throws {
        let bases = try ["last.pt", "epoch0.pt", "epoch2.pt"].map { try Fixtures.bytes("live/weights/\($0)") }
        self.init((0..<count).map { Self.stamped(bases[$0 % bases.count], $0) })
    }

    /// These versions.
    init(_ bytes: [[UInt8]]) {
        self.bytes = bytes
        digests = bytes.map { Hasher256.digest(of: $0) }
    }

    /// A checkpoint with another time in the zip entry of its last record (APPNOTE 4.3.12, bytes 12 to 15):
    /// all checksums still hold.
    static func stamped(_ checkpoint: [UInt8], _ number: Int) -> [UInt8] {
        var bytes = checkpoint
        let header = bytes.indices.dropLast(3).last {
            bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 0x01, 0x02])
        }
        guard let header else { return bytes }
        for index in 0..<4 { bytes[header + 12 + index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
        return bytes
    }
}
