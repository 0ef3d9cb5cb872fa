import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("Retention")
struct RetentionTests {
    private static func kept(_ retention: Retention, _ points: [Point], days: Double = 1000) -> [Int] {
        let now = Points.start.adding(seconds: days * 86_400)
        let ids = RetentionRule(retention, now: now).kept(points)
        return points.filter { ids.contains($0.id) }.map(\.manifest.sequence).sorted()
    }

    private static let daily = (1...60).map { Points.make($0, days: Double($0)) }

    @Test("what goes has a reason")
    func reasons() {
        let rule = RetentionRule(
            Retention(keepLast: 3, keepDaily: 2, expireAfter: 86_400),
            now: Points.start.adding(seconds: 2 * 86_400)
        )
        #expect(rule.reason(Points.make(1)).hasPrefix("older than expireAfter"))
        #expect(rule.reason(Points.make(2, days: 1.5)) == "not among those of keepLast 3, keepDaily 2")
        let torn = Points.make(3, days: 1.5, state: .incomplete)
        #expect(rule.reason(torn).hasPrefix("incomplete"))
    }

    @Test("without a rule everything stays")
    func nothing() { #expect(Self.kept(Retention(), Self.daily).count == 60) }

    @Test("the newest so many complete points stay")
    func last() {
        #expect(Self.kept(Retention(keepLast: 3, keepBest: false), Self.daily) == [58, 59, 60])
        #expect(Self.kept(Retention(keepLast: 0, keepBest: false), Self.daily) == [60])
        let torn = Self.daily + [Points.make(61, days: 61, state: .incomplete)]
        #expect(Self.kept(Retention(keepLast: 2, keepBest: false), torn) == [59, 60, 61])
    }

    @Test("the newest of each day stays, and days without a point do not count")
    func days() {
        let points = [(1, 1.0), (2, 1.2), (3, 5.0), (4, 5.3), (5, 9.0)].map { Points.make($0.0, days: $0.1) }
        #expect(Self.kept(Retention(keepBest: false, keepDaily: 2), points) == [4, 5])
        #expect(Self.kept(Retention(keepBest: false, keepDaily: 3), points) == [2, 4, 5])
        #expect(Self.kept(Retention(keepBest: false, keepDaily: 9), points) == [2, 4, 5])
    }

    @Test("the newest of each week stays; weeks begin on Monday")
    func weeks() throws {
        // 2026-11-23, the start of the points, is a Monday.
        let points = (0..<21).map { Points.make($0 + 1, days: Double($0)) }
        #expect(Self.kept(Retention(keepBest: false, keepWeekly: 2), points) == [14, 21])
        #expect(Self.kept(Retention(keepBest: false, keepWeekly: 9), points) == [7, 14, 21])
    }

    @Test("what is too old goes whatever else would keep it, the newest excepted")
    func expiry() {
        let day = 86_400.0
        let points = (1...10).map { Points.make($0, days: Double($0), fitness: $0 == 1 ? 0.9 : 0.1) }
        #expect(Self.kept(Retention(keepBest: true, expireAfter: 4 * day), points, days: 11.1) == [8, 9, 10])
        #expect(
            Self.kept(Retention(keepLast: 9, keepBest: true, expireAfter: 4 * day), points, days: 11.1) == [
                8, 9, 10,
            ]
        )
        #expect(Self.kept(Retention(expireAfter: day), points, days: 500) == [10])
    }

    @Test("the point of the best fitness stays, the oldest of equals")
    func best() {
        let fitness = [0.1, 0.9, 0.9, 0.2, 0.3]
        let points = fitness.enumerated().map { Points.make($0.offset + 1, fitness: $0.element) }
        #expect(Self.kept(Retention(keepLast: 1), points) == [2, 5])
        #expect(Self.kept(Retention(keepLast: 1, keepBest: false), points) == [5])
        let negative = [-3.0, -1.0, -2.0].enumerated().map { Points.make($0.offset + 1, fitness: $0.element) }
        #expect(Self.kept(Retention(keepLast: 1), negative) == [2, 3])
    }

    @Test("each run is held to the rule by itself")
    func runs() {
        let points = (1...4).flatMap { [Points.make($0), Points.make($0 + 10, run: 2)] }
        #expect(Self.kept(Retention(keepLast: 1, keepBest: false), points) == [4, 14])
    }

    @Test("whatever the rule, the newest, the newest complete and the newest resumable point stay")
    func properties() {
        var random = SeededGenerator(seed: 11)
        func some(_ limit: Int) -> Int? {
            Bool.random(using: &random) ? Int.random(in: 0...limit, using: &random) : nil
        }
        for _ in 0..<300 {
            let points = (1...Int.random(in: 1...40, using: &random)).map { sequence in
                Points.make(
                    sequence,
                    run: UInt64.random(in: 1...2, using: &random),
                    days: Double.random(in: 0...400, using: &random),
                    state: Int.random(in: 0...3, using: &random) == 0 ? .incomplete : .complete,
                    verdict: ["RESUMABLE", "UNUSABLE", nil].randomElement(using: &random) ?? nil,
                    fitness: some(9).map(Double.init)
                )
            }
            let retention = Retention(
                keepLast: some(5),
                keepBest: Bool.random(using: &random),
                keepDaily: some(5),
                keepWeekly: some(5),
                expireAfter: some(400).map { Double($0) * 86_400 }
            )
            let now = Points.start.adding(seconds: 400 * 86_400)
            let kept = RetentionRule(retention, now: now).kept(points)
            #expect(kept.isSubset(of: points.map(\.id)))
            for (_, run) in Dictionary(grouping: points, by: \.manifest.run) {
                let sorted = run.sorted(by: Point.isNewer)
                let complete = sorted.first { $0.manifest.state == .complete }
                let must = [sorted.first, complete, sorted.first(where: RetentionRule.isResumable)]
                for point in must.compactMap({ $0 }) { #expect(kept.contains(point.id)) }
            }
            // Carried out twice it takes nothing more.
            let rest = points.filter { kept.contains($0.id) }
            #expect(RetentionRule(retention, now: now).kept(rest) == kept)
        }
    }

    // MARK: the plan

    @Test("a plan deletes exactly what it names, oldest first, and the vault stays whole")
    func plan() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            for round in 0..<4 {
                try files.put("a", "\(round)")
                try scene.protect()
            }
            let all = try scene.points()
            let retention = Retention(keepLast: 1, keepBest: false)
            let plan = try PrunePlan(
                scene.tier("disk"),
                scene.vault(),
                retention: retention,
                now: scene.clock.now()
            )
            #expect(plan.kept.count == 1 && plan.doomed.map(\.manifest.sequence) == [1, 2, 3])
            #expect(try scene.points().count == 4)
            var deleted: [JSON] = []
            try plan.execute(cancellation: Cancellation(), deleted: &deleted)
            #expect(deleted.map { $0["sequence"]?.intValue } == [1, 2, 3])
            #expect(deleted.allSatisfy { $0["tier"] == "disk" })
            #expect(try scene.points().map(\.id) == [all[0].id])
            #expect(try scene.damage().isEmpty)
            #expect(try scene.protect().tiers[0].held.map(\.isNew) == [false])
        }
    }

    @Test("nothing is planned while a manifest cannot be read")
    func unreadable() throws {
        try Scene.with { scene in
            try Files(scene.source).put("a", "1")
            try scene.protect()
            let point = try scene.newest()
            try scene.vault().store.put(point.reference.key, [0x7B], .replacing)
            let error = #expect(throws: LifeboatError.self) {
                try PrunePlan(
                    scene.tier("disk"),
                    scene.vault(),
                    retention: Retention(keepLast: 1),
                    now: scene.clock.now()
                )
            }
            #expect(error?.code == .corrupt && error?.path?.contains(point.reference.key) == true)
        }
    }

    @Test("pruned points go from the tier alone, and a collection frees what only they needed")
    func collected() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            let files = try Files(scene.source)
            for round in 0..<3 {
                try files.put("a", [UInt8](repeating: UInt8(round), count: 1_200_000))
                try scene.protect()
            }
            let retention = Retention(keepLast: 1, keepBest: false)
            var deleted: [JSON] = []
            try PrunePlan(
                scene.tier("copy"),
                scene.vault("copy"),
                retention: retention,
                now: scene.clock.now()
            )
            .execute(cancellation: Cancellation(), deleted: &deleted)
            #expect(try scene.points().count == 3 && scene.points("copy").count == 1)
            let clock = ManualClock(SystemClock().now().adding(seconds: 86_400))
            var random = SeededGenerator(seed: 1)
            for _ in 0..<2 {
                let collector = Collector(try scene.vault("copy"), clock: clock, graceSeconds: 3600)
                _ = try collector.run(dryRun: false, cancellation: Cancellation(), using: &random)
                clock.advance(seconds: 7200)
            }
            #expect(try scene.vault("copy").store.list("objects/").count { $0.size > 1_000_000 } == 1)
            #expect(try scene.damage("copy").isEmpty)
        }
    }
}
