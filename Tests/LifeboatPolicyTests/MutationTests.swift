internal import LifeboatCore
internal import LifeboatPolicy
internal import Testing

/// Policies changed at random places: whatever they become, they are read without a trap.
@Suite("Mutated policies")
struct MutationTests {
    /// Bytes that mean something in YAML, where most of the surprises are.
    private static let telling = Array("*&!|>%@`[]{}:,?-#'\"\\\n\r\t ~0$".utf8) + [0, 0xFF, 0xC3, 0xEF, 0x7F]

    @Test("are refused or read", arguments: [1, 2, 3, 4])
    func mutations(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bases = [Array(Samples.full.utf8), Array(Samples.complete.utf8)]
        for round in 0..<1000 {
            var bytes = bases[round % 2]
            for _ in 0..<Int.random(in: 1...6, using: &random) { Self.mutate(&bytes, &random) }
            let reading = Reading.read(bytes: bytes, capabilities: .complete)
            #expect((reading.policy == nil) == !reading.errors.isEmpty)
            for problem in reading.problems {
                #expect(problem.line >= 1 && problem.column >= 1 && !problem.message.isEmpty)
                #expect(!problem.description.contains("\n"))
            }
            if let policy = reading.policy {
                #expect(Reading.read(policy.rendered, capabilities: .complete).policy == policy)
            }
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let byte = telling[Int.random(in: 0..<telling.count, using: &random)]
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        case 2: bytes.remove(at: place)
        case 3:
            let end = min(bytes.count, place + Int.random(in: 1...80, using: &random))
            bytes.insert(
                contentsOf: Array(bytes[place..<end]),
                at: Int.random(in: 0...bytes.count, using: &random)
            )
        default:
            let end = min(bytes.count - 1, place + Int.random(in: 1...40, using: &random))
            if place < end { bytes.removeSubrange(place..<end) }
        }
    }
}
