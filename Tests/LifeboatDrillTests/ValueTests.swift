import LifeboatCore
import LifeboatPolicy
import LifeboatVault
import Testing

@testable import LifeboatDrill

@Suite("Values of a drill")
struct ValueTests {
    private func drill(_ verdicts: [DrillVerdict], _ findings: [Finding] = []) throws -> TierDrill {
        var drill = TierDrill(tier: "far", depth: .bytes, sample: .standard, seed: -9, rtoSeconds: 2)
        for (index, verdict) in verdicts.enumerated() {
            let run = try Points.run(1)
            var point = PointDrill(
                experiment: "x",
                run: run,
                point: Points.id(1, index),
                why: [.newest, .best]
            )
            point.verdict = verdict
            (point.files, point.bytes, point.seconds) = (3, 100, 0.25 * Double(index + 1))
            drill.points.append(point)
        }
        drill.population = 7
        drill.objects = 5
        drill.isolation = .mountNamespace
        drill.findings = findings
        return drill
    }

    @Test("Passing takes a point, no failed point, and no error")
    func verdicts() throws {
        #expect(try drill([]).verdict == .failed)
        #expect(try drill([.passed, .passed]).verdict == .passed)
        #expect(try drill([.passed, .failed]).verdict == .failed)
        #expect(try drill([.passed], [Finding("a.b", .warning, "c")]).verdict == .passed)
        #expect(try drill([.passed], [Finding("a.b", .error, "c")]).verdict == .failed)
        let both = DrillResult(drills: [try drill([.passed]), try drill([])])
        #expect(both.verdict == .failed)
        #expect(both.json["verdict"] == "failed")
    }

    @Test("JSON has the keys of the contract and reads back the same")
    func roundTrip() throws {
        let drill = try drill([.passed, .passed], [Finding("a.b", .info, path: "p", "m", hint: "h")])
        let json = try JSON.parse(drill.json.canonical)
        #expect(try TierDrill(json: json) == drill)
        let keys: Set = [
            "tier", "depth", "verdict", "seed", "population", "sampled", "verified", "bytes",
            "restoreSeconds", "rtoSeconds", "rtoMet", "findings",
        ]
        #expect(keys.isSubset(of: Set((json.objectValue ?? [:]).keys)))
        #expect(json["bytes"] == 200)
        #expect(json["restoreSeconds"]?.doubleValue == 0.75)
        #expect(json["slowestSeconds"]?.doubleValue == 0.5)
        #expect(json["rtoMet"] == true)
        #expect(throws: LifeboatError.self) { try TierDrill(json: json.with("verdict", "failed")) }
    }

    @Test("A request reaches the worker as it is")
    func request() throws {
        let tier = Tier(name: "far", storage: .directory(path: "/far"))
        var request = DrillRequest(
            tier: tier,
            depth: .structure,
            sample: .everything,
            seed: .min,
            rtoSeconds: nil
        )
        let expected = ExpectedExperiment(
            run: try Points.run(1),
            experiment: "x",
            newestSequence: 4,
            held: [Points.id(1, 4)],
            predatesVault: true
        )
        request.expectations = DrillExpectations(experiments: [expected], absent: [Points.id(1, 1)])
        request.hidden = ["/a", "/b"]
        request.probes = ["/c"]
        let read = try DrillRequest.read(JSON.parse(request.json(scratch: "/scratch").canonical))
        #expect(read.request == request)
        #expect(read.scratch == "/scratch")
    }

    @Test("Due: never drilled, too long ago, failed, or in the future")
    func schedule() throws {
        let now = Timestamp(milliseconds: 1_795_000_000_000)
        let rule = DrillRule(tier: "far", everySeconds: 3600, depth: .bytes)
        func isDue(_ last: [(Double, DrillVerdict)], tier: String = "far", depth: DrillDepth = .bytes) -> Bool
        {
            let last = last.map { age, verdict in
                LastDrill(tier: tier, depth: depth, at: now.adding(seconds: -age), verdict: verdict)
            }
            return !DrillSchedule.due(rules: [rule], last: last, now: now).isEmpty
        }
        #expect(isDue([]))
        #expect(isDue([(3600, .passed)]))
        #expect(!isDue([(3599, .passed)]))
        #expect(!isDue([(9000, .failed), (100, .passed)]))
        #expect(isDue([(9000, .passed), (100, .failed)]))
        #expect(isDue([(100, .passed), (100, .failed)]))
        #expect(isDue([(-60, .passed)]))
        #expect(isDue([(100, .passed)], tier: "near"))
        #expect(isDue([(100, .passed)], depth: .structure))
    }

    @Test("What is hidden: shallow first, nothing twice, never the root or what is in use")
    func seclusion() {
        let plan = Seclusion.Plan(
            hidden: [
                "/mnt/a/deep", "/home/u", "/mnt/a", "/mnt/a", "/", "/vault/inside", "/vault", "/mnt/ab",
            ],
            kept: ["/vault", "/home/u/scratch"]
        )
        #expect(
            plan.covered
                == ["/mnt/a", "/vault", "/home/u", "/mnt/ab"].sorted { ($0.count, $0) < ($1.count, $1) }
        )
        #expect(plan.spared == ["/", "/vault/inside"])
    }
}
