import LifeboatCore
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("Choice of points")
struct ChoiceTests {
    private static func choose(_ text: String, _ points: [Point]) throws -> PointChoice {
        try PointChoice(ExperimentName(text), in: points, at: "vault")
    }

    @Test("names, hosts and run ids are told apart")
    func names() {
        #expect(ExperimentName("a/b") == ExperimentName("a/b"))
        #expect(ExperimentName("a/b").host == nil)
        #expect(ExperimentName("a/b@node").name == "a/b" && ExperimentName("a/b@node").host == "node")
        #expect(ExperimentName("a@b@c").name == "a@b" && ExperimentName("a@b@c").host == "c")
        #expect(ExperimentName("@x").name == "@x")
    }

    @Test("the points of the run come newest first, and the newest good one is meant")
    func newest() throws {
        let points = [2, 1, 3].map { Points.make($0) }
        let choice = try Self.choose("src/exp", points + [Points.make(9, run: 2, name: "src/other")])
        #expect(choice.points.map(\.manifest.sequence) == [3, 2, 1] && choice.findings.isEmpty)
        let (point, findings) = try choice.point(id: nil, at: nil)
        #expect(point.manifest.sequence == 3 && findings.isEmpty)
    }

    @Test("a point without a checkpoint is passed over for an older one that has one; of none, the newest")
    func withoutCheckpoint() throws {
        func point(_ sequence: Int, _ verdict: String?) -> Point { Points.make(sequence, verdict: verdict) }
        let lost = try Self.choose("src/exp", [point(1, "RESUMABLE"), point(2, nil), point(3, nil)])
        let (chosen, findings) = try lost.point(id: nil, at: nil)
        #expect(chosen.manifest.sequence == 1 && findings.map(\.code) == ["choice.walked-back"])
        let none = try Self.choose("src/exp", [point(1, "UNUSABLE"), point(2, nil)]).point(id: nil, at: nil)
        #expect(none.point.manifest.sequence == 2 && none.findings.isEmpty)
    }

    @Test("names that look the same and differ in bytes are two")
    func normalization() throws {
        let (composed, decomposed) = ("src/caf\u{E9}", "src/cafe\u{301}")
        let points = [Points.make(1, name: composed), Points.make(1, run: 2, name: decomposed)]
        #expect(try Self.choose(composed, points).points.map(\.id) == [points[0].id])
        #expect(try Self.choose(decomposed, points).points.map(\.id) == [points[1].id])
    }

    @Test("a run id names a run, whatever it is called")
    func byID() throws {
        let points = [Points.make(1), Points.make(1, run: 2, host: "other")]
        #expect(try Self.choose(Points.run(2).text, points).points.map(\.id) == [points[1].id])
    }

    @Test("a name on two hosts is ambiguous, and each is found by its host")
    func hosts() throws {
        let points = [Points.make(1, host: "a"), Points.make(1, run: 2, host: "b")]
        let error = #expect(throws: LifeboatError.self) { try Self.choose("src/exp", points) }
        #expect(error?.code == .usage)
        #expect(error?.hint?.contains("src/exp@a or src/exp@b") == true)
        #expect(try Self.choose("src/exp@b", points).points.map(\.id) == [points[1].id])
        #expect(throws: LifeboatError.self) { try Self.choose("src/exp@c", points) }
    }

    @Test("a run that went on on another host is one run, with all its points, under either host's name")
    func movedHost() throws {
        let points = [Points.make(1, host: "a"), Points.make(2, host: "b")]
        for name in ["src/exp", "src/exp@a", "src/exp@b", Points.run(1).text] {
            #expect(try Self.choose(name, points).points.map(\.manifest.sequence) == [2, 1], "\(name)")
        }
    }

    @Test("a run keeps its points under an earlier name")
    func renamed() throws {
        let points = [Points.make(1, name: "src/old"), Points.make(2)]
        #expect(try Self.choose("src/exp", points).points.count == 2)
        #expect(try Self.choose("src/old", points).points.count == 2)
    }

    @Test("a name with @ in it is found")
    func at() throws {
        let points = [Points.make(1, name: "src/exp@2")]
        #expect(try Self.choose("src/exp@2", points).points.count == 1)
        #expect(try Self.choose("src/exp@2@node", points).points.count == 1)
    }

    @Test("of several runs with one name the newest is meant, and the others are told")
    func severalRuns() throws {
        let points = [Points.make(5), Points.make(1, run: 2, days: 3)]
        let choice = try Self.choose("src/exp", points)
        #expect(choice.points.map(\.id) == [points[1].id])
        #expect(choice.findings.map(\.code) == ["choice.several-runs"])
        #expect(choice.findings.first?.hint.contains(Points.run(1).text) == true)
    }

    @Test("an unknown name is not found, with the nearest")
    func unknown() {
        let error = #expect(throws: LifeboatError.self) { try Self.choose("src/exq", [Points.make(1)]) }
        #expect(error?.code == .notFound && error?.hint == "Did you mean src/exp?")
        let empty = #expect(throws: LifeboatError.self) { try Self.choose("src/exp", []) }
        #expect(empty?.hint?.contains("lifeboat protect") == true)
    }

    @Test("it walks back over points that are incomplete or unusable, and says so")
    func walkBack() throws {
        let points = [
            Points.make(1), Points.make(2, verdict: "INFERENCE_ONLY"), Points.make(3, verdict: "UNUSABLE"),
            Points.make(4, state: .incomplete),
        ]
        let (point, findings) = try Self.choose("src/exp", points).point(id: nil, at: nil)
        #expect(point.manifest.sequence == 2)
        #expect(findings.map(\.code) == ["choice.walked-back"])
        #expect(findings.first?.message.hasPrefix("2 newer points") == true)
        let none = try Self.choose("src/exp", [Points.make(1, state: .incomplete)])
        let error = #expect(throws: LifeboatError.self) { try none.point(id: nil, at: nil) }
        #expect(error?.code == .corrupt)
    }

    @Test("at a time the newest good point of then is meant; before the first there is none")
    func atTime() throws {
        let points = (1...5).map { Points.make($0, days: Double($0)) }
        let choice = try Self.choose("src/exp", points)
        let exact = points[2].manifest.created
        #expect(try choice.point(id: nil, at: exact).point.manifest.sequence == 3)
        #expect(try choice.point(id: nil, at: exact.adding(seconds: -1)).point.manifest.sequence == 2)
        let error = #expect(throws: LifeboatError.self) { try choice.point(id: nil, at: Points.start) }
        #expect(error?.code == .notFound)
    }

    @Test("`newest` is the newest whatever its state, `best` the highest fitness, both within the time")
    func selectors() throws {
        let points = [0.5, 0.9, 0.9, nil, 0.7].enumerated().map { index, fitness in
            Points.make(index + 1, days: Double(index), state: .incomplete, fitness: fitness)
        }
        let choice = try Self.choose("src/exp", points)
        #expect(try choice.point(id: "newest", at: nil).point.manifest.sequence == 5)
        #expect(try choice.point(id: "best", at: nil).point.manifest.sequence == 2)
        let early = points[0].manifest.created
        #expect(try choice.point(id: "best", at: early).point.manifest.sequence == 1)
        #expect(try choice.point(id: "newest", at: early).point.manifest.sequence == 1)
        let unrated = try Self.choose("src/exp", [points[3]])
        let error = #expect(throws: LifeboatError.self) { try unrated.point(id: "best", at: nil) }
        #expect(error?.code == .notFound)
    }

    @Test("an id or its start names a point, good or not; an ambiguous start is a usage error")
    func byPointID() throws {
        let points = (1...40).map { Points.make($0, state: .incomplete) }
        let choice = try Self.choose("src/exp", points)
        for point in points {
            #expect(try choice.point(id: point.id.description, at: nil).point.id == point.id)
            #expect(try choice.point(id: point.id.short.uppercased(), at: nil).point.id == point.id)
        }
        let starts = Dictionary(grouping: points) { $0.id.description.prefix(1) }
        let shared = try #require(starts.first { $0.value.count > 1 }?.key)
        for (id, code) in [(String(shared), ErrorCode.usage), ("", .usage), ("zz", .notFound)] {
            let error = #expect(throws: LifeboatError.self) { try choice.point(id: id, at: nil) }
            #expect(error?.code == code, "\(id)")
        }
    }
}
