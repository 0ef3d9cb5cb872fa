import LifeboatCore
import Testing

@testable import LifeboatCheckpoint

@Suite("Pickles")
struct PickleTests {
    private func run(_ bytes: [UInt8], limits: PickleLimits = PickleLimits()) throws -> PickleGraph {
        var machine = PickleMachine(source: MemorySource(bytes), range: 0..<bytes.count, limits: limits)
        try machine.run()
        return machine.graph
    }

    private func value(_ bytes: [UInt8]) throws -> PickleValue {
        let graph = try run(bytes)
        return graph[try #require(graph.root)]
    }

    private func failure(_ bytes: [UInt8], limits: PickleLimits = PickleLimits()) -> String? {
        do {
            _ = try run(bytes, limits: limits)
            return nil
        } catch {
            return (error as? Damage)?.code
        }
    }

    @Test func wholeNumbers() throws {
        let cases: [([UInt8], Int64)] = [
            ([0x4B, 200, 0x2E], 200), ([0x4D, 0x34, 0x12, 0x2E], 0x1234),
            ([0x4A, 0xFF, 0xFF, 0xFF, 0xFF, 0x2E], -1),
            ([0x8A, 0, 0x2E], 0), ([0x8A, 1, 0x80, 0x2E], -128), ([0x8A, 2, 0xFF, 0, 0x2E], 255),
            ([0x8A, 8, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x2E], Int64.min), ([0x8B, 1, 0, 0, 0, 5, 0x2E], 5),
            (Array("I-12\n.".utf8), -12), (Array("L34L\n.".utf8), 34),
        ]
        for (bytes, expected) in cases {
            guard case .int(let number) = try value(bytes) else {
                Issue.record("\(bytes) is no whole number")
                continue
            }
            #expect(number == expected)
        }
        guard case .hugeInt = try value([0x8A, 9] + [UInt8](repeating: 1, count: 9) + [0x2E]) else {
            Issue.record("nine bytes are beyond 64 bits")
            return
        }
    }

    @Test func memoSharesValues() throws {
        // [x, x] with x = [] kept under 5, and a third by its place.
        let graph = try run([0x80, 4, 0x5D, 0x28, 0x5D, 0x71, 5, 0x68, 5, 0x94, 0x68, 1, 0x65, 0x2E])
        let elements = try #require(graph.root.flatMap(graph.elements))
        #expect(elements.count == 3)
        #expect(Set(elements).count == 1)
    }

    @Test func cyclesEnd() throws {
        // A list that holds itself.
        let graph = try run([0x5D, 0x71, 0, 0x68, 0, 0x61, 0x2E])
        let root = try #require(graph.root)
        #expect(graph.reachable(from: [root]) == [root])
    }

    @Test func depthNeedsNoStack() throws {
        let depth = 300_000
        let bytes =
            [UInt8](repeating: 0x5D, count: depth) + [UInt8](repeating: 0x61, count: depth - 1) + [0x2E]
        let graph = try run(bytes)
        #expect(graph.reachable(from: [try #require(graph.root)]).count == depth)
    }

    @Test func exponentialSharingStaysSmall() throws {
        var bytes: [UInt8] = [0x5D]
        for _ in 0..<60 { bytes += [0x71, 0, 0x5D, 0x28, 0x68, 0, 0x68, 0, 0x65] }
        let graph = try run(bytes + [0x2E])
        #expect(graph.reachable(from: [try #require(graph.root)]).count == 61)
    }

    @Test func limitsHold() {
        var limits = PickleLimits()
        limits.opcodes = 100
        limits.marks = 10
        limits.values = 20
        #expect(failure([UInt8](repeating: 0x30, count: 5), limits: limits) == "checkpoint.pickle-damaged")
        #expect(failure([UInt8](repeating: 0x28, count: 11), limits: limits) == "checkpoint.pickle-too-large")
        #expect(failure([UInt8](repeating: 0x4E, count: 21), limits: limits) == "checkpoint.pickle-too-large")
        limits.values = 1000
        #expect(
            failure([UInt8](repeating: 0x4E, count: 101), limits: limits) == "checkpoint.pickle-too-large"
        )
        limits.textBytes = 10
        limits.keptBytes = 12
        let text: [UInt8] = [0x8C, 8] + Array("abcdefgh".utf8)
        #expect(failure(text + [0x2E], limits: limits) == nil)
        #expect(failure(text + text + [0x2E], limits: limits) == "checkpoint.pickle-too-large")
    }

    @Test func longTextIsPassedOver() throws {
        let count = 100_000
        let bytes: [UInt8] = [0x58] + Little.u32(count) + [UInt8](repeating: 0x61, count: count) + [0x2E]
        guard case .blob(count) = try value(bytes) else {
            Issue.record("text beyond the bound is kept")
            return
        }
    }

    @Test(
        arguments: [
            [], [0x80, 2], [0x58, 0xFF, 0xFF, 0xFF, 0x7F], [0x8D] + [UInt8](repeating: 0xFF, count: 8),
            [0x63, 0x61],
            [0x95, 1, 2], [0x47, 1, 2, 3],
        ] as [[UInt8]]
    )
    func brokenOff(bytes: [UInt8]) { #expect(failure(bytes) == "checkpoint.pickle-truncated") }

    @Test(
        arguments: [
            [0x2E], [0x30], [0x61], [0x52], [0x62], [0x81], [0x93], [0x74], [0x28, 0x2E], [0x4E, 0x28, 0x2E],
            [0x68, 3],
            [0x71, 0], [0x7D, 0x28, 0x4E, 0x75], [0x4E, 0x4E, 0x61], [0x4E, 0x28, 0x4E, 0x4E, 0x75],
            [0x4E, 0x28, 0x85],
        ] as [[UInt8]]
    )
    func damaged(bytes: [UInt8]) { #expect(failure(bytes + [0x2E]) == "checkpoint.pickle-damaged") }

    @Test(arguments: [0x00, 0x50, 0x69, 0x6F, 0x82, 0x83, 0x84, 0x97, 0x98, 0xFF] as [UInt8])
    func unsupported(opcode: UInt8) { #expect(failure([opcode, 0x2E]) == "checkpoint.pickle-unsupported") }

    @Test func newerProtocolIsUnsupported() {
        #expect(failure([0x80, 6, 0x4E, 0x2E]) == "checkpoint.pickle-unsupported")
    }

    @Test func lastOfEqualKeysCounts() throws {
        let graph = try run(PickleWriter.pickle(.dict([("epoch", .int(1)), ("epoch", .int(2))])))
        #expect(graph.member(try #require(graph.root), "epoch").flatMap(graph.int) == 2)
    }

    @Test(arguments: ["numpy.core.multiarray", "numpy._core.multiarray"])
    func numpyScalars(module: String) throws {
        func scalar(_ kind: String, _ bytes: [UInt8], order: String = "<") -> PickleWriter.Value {
            let type: PickleWriter.Value = .raw(
                PickleWriter.pickle(
                    .call(.global("numpy", "dtype"), [.text(kind), .bool(false), .bool(true)])
                )
                .dropFirst(2).dropLast()
                    + PickleWriter.pickle(.tuple([.int(3), .text(order)])).dropFirst(2).dropLast() + [0x62]
            )
            let text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
            return .call(
                .global(module, "scalar"),
                [type, .call(.global("_codecs", "encode"), [.text(text), .text("latin1")])]
            )
        }
        let half = Little.u64((0.5).bitPattern)
        let cases: [(PickleWriter.Value, Double?)] = [
            (scalar("f8", half), 0.5), (scalar("f8", half.reversed(), order: ">"), 0.5),
            (scalar("f4", Little.u32(Float(0.25).bitPattern)), 0.25), (scalar("i8", Little.u64(7)), 7),
            (scalar("f8", [1, 2]), nil), (scalar("U4", half), nil),
        ]
        for (value, expected) in cases {
            let graph = try run(PickleWriter.pickle(value))
            #expect(graph.number(try #require(graph.root)) == expected)
        }
    }
}
