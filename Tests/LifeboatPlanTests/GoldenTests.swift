import LifeboatCore
import LifeboatTestSupport
import LifeboatVault
import Testing

@testable import LifeboatPlan

/// The renderings of fixed plans: `Goldens/NAME.md`, `.json` and `.sh`.
@Suite("Renderings of a plan")
struct GoldenTests {
    /// Every scenario for a run in the middle, a finished run, one of which nothing is known, and a hostile
    /// one.
    static let names = Scenario.allCases.map(\.rawValue) + ["finished", "bare", "hostile"]

    static func plan(_ name: String) throws -> RecoveryPlan {
        switch name {
        case "finished":
            let point = try Samples.point(epoch: -1, training: "finished", verdict: "INFERENCE_ONLY")
            return try RecoveryPlan(Samples.request(.diskLoss, point))
        case "bare":
            let point = try Samples.point(
                epoch: nil,
                training: "unknown",
                verdict: "UNUSABLE",
                environment: nil
            )
            return try RecoveryPlan(
                PlanRequest(
                    point: point,
                    vault: "/mnt/replica/vault",
                    target: "/data/exp1",
                    scenario: .instanceLoss,
                    generated: Samples.now
                )
            )
        case "hostile": return try RecoveryPlan(Hostile.request())
        default:
            let scenario = try #require(Scenario(rawValue: name))
            let earlier = try Samples.point(epoch: 30, sequence: 5, minutesAgo: 60)
            return try RecoveryPlan(Samples.request(scenario, Samples.point(), earlier))
        }
    }

    @Test("are the golden ones", arguments: names)
    func golden(_ name: String) throws {
        let plan = try Self.plan(name)
        for (kind, text) in [("md", plan.markdown), ("json", plan.json.pretty), ("sh", plan.shell)] {
            let path = "\(Folders.goldens)/\(name).\(kind)"
            if Recording.isOn {
                try Folders.write(text, path)
            } else {
                #expect(try Folders.text(path) == text, "\(name).\(kind)")
            }
        }
        if Recording.isOn { Issue.record("recorded \(name); run again without RECORD_GOLDENS") }
    }

    @Test("leave no place unfilled and have one title", arguments: names)
    func markdown(_ name: String) throws {
        let text = try Self.plan(name).markdown
        // The hostile name has braces of its own, which are not filled in.
        #expect(text.contains("{{") == (name == "hostile"))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count { $0.hasPrefix("# ") } == 1)
    }

    @Test("are scripts that a POSIX shell accepts", arguments: names)
    func shell(_ name: String) throws {
        let plan = try Self.plan(name)
        try withScratchDirectory { scratch in
            try Folders.write(plan.shell, "\(scratch)/plan.sh")
            let run = try ShellRun(["-n", "\(scratch)/plan.sh"], in: scratch)
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    @Test("are JSON that reads back, with the keys of the contract", arguments: names)
    func json(_ name: String) throws {
        let plan = try Self.plan(name)
        let back = try JSON.parse(text: plan.json.pretty)
        #expect(back["schema"] == "lifeboat.plan/1")
        for key in ["scenario", "experiment", "point", "vault", "target", "steps", "rto", "findings"] {
            #expect(back[key] != nil, "\(key)")
        }
        #expect(try back.array("steps").count == plan.steps.count)
        #expect(Set(plan.steps.map(\.id)).count == plan.steps.count)
    }
}
