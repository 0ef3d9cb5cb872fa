import LifeboatCore
import Testing

@Suite("JSON round trip")
struct JSONRoundTripTests {
    @Test("what is written is read back, in either form", arguments: 0..<50)
    func roundTrip(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let value = Self.value(depth: 0, &random)
            #expect(try JSON.parse(value.canonical) == value)
            #expect(try JSON.parse(text: value.pretty) == value)
            #expect(try JSON.parse(value.canonical).canonical == value.canonical)
        }
    }

    @Test("no damaged text traps, and what is still read has a stable canonical form", arguments: 0..<20)
    func damaged(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            var bytes = Self.value(depth: 0, &random).canonical
            guard let index = bytes.indices.randomElement(using: &random) else { continue }
            bytes[index] = .random(in: .min ... .max, using: &random)
            bytes = Array(bytes.prefix(.random(in: 0...bytes.count, using: &random)))
            guard let value = try? JSON.parse(bytes) else { continue }
            #expect(try JSON.parse(value.canonical).canonical == value.canonical)
        }
    }

    private static func value(depth: Int, _ random: inout SeededGenerator) -> JSON {
        switch Int.random(in: 0..<(depth < 5 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .int(Int64(bitPattern: random.next() >> UInt64.random(in: 0..<64, using: &random)))
        case 3: return .double(Double.random(in: -1e6...1e6, using: &random) + 1 / 3)
        case 4: return .string(text(&random))
        case 5:
            return .array(
                (0..<Int.random(in: 0..<5, using: &random)).map { _ in value(depth: depth + 1, &random) }
            )
        default:
            let members = (0..<Int.random(in: 0..<5, using: &random)).map { _ in
                (text(&random), value(depth: depth + 1, &random))
            }
            return .object(Dictionary(members, uniquingKeysWith: { $1 }))
        }
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0...0x1F, 0x20...0x7E, 0x80...0x7FF, 0x2000...0xD7FF, 0x10000...0x10FFFF,
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0..<8, using: &random) {
            let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
