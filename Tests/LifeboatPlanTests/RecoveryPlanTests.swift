import LifeboatCore
import LifeboatPolicy
import LifeboatVault
import Testing

@testable import LifeboatPlan

@Suite("A recovery plan")
struct RecoveryPlanTests {
    private func step(_ id: String, _ plan: RecoveryPlan) throws -> PlanStep {
        try #require(plan.steps.first { $0.id == id }, "there is no step \(id)")
    }

    @Test("has the steps of its scenario, in order")
    func order() throws {
        let new = try RecoveryPlan(Samples.request(.instanceLoss, Samples.point()))
        #expect(
            new.steps.map(\.id) == [
                "node", "lifeboat", "gpus", "system-packages", "workspace", "python", "packages", "code",
                "dataset",
                "restore", "resume", "resumed",
            ]
        )
        let kept = try RecoveryPlan(Samples.request(.bucketLoss, Samples.point()))
        #expect(kept.steps.map(\.id) == ["workspace", "dataset", "restore", "resume", "resumed"])
        #expect(try step("resume", kept).commands.last?.contains("PATH=/opt/venv/bin:") == true)
    }

    @Test("names the restore in both forms")
    func restore() throws {
        let plan = try RecoveryPlan(Samples.request(.instanceLoss, Samples.point()))
        let step = try step("restore", plan)
        let start = "lifeboat restore \(plan.request.point.manifest.run) --point \(plan.request.point.id)"
        let end = "--to \(Samples.source.path)"
        #expect(step.commands.first == "\(start) --from s3 \(end) --policy /etc/lifeboat/lifeboat.yaml")
        #expect(step.onFailure.contains("\(start) --vault s3://my-yolo-backup/vault \(end)"))
    }

    @Test("a finished run is restored for inference, and nothing is resumed")
    func finished() throws {
        let point = try Samples.point(epoch: -1, training: "finished", verdict: "INFERENCE_ONLY")
        let plan = try RecoveryPlan(Samples.request(.instanceLoss, point))
        #expect(plan.isFinished)
        #expect(plan.resumeCommand.isEmpty)
        #expect(!plan.steps.contains { ["resume", "resumed", "gpus", "dataset"].contains($0.id) })
        #expect(try step("use", plan).why.contains("nothing to resume"))
    }

    @Test("the log line of the next epoch proves the resume")
    func proof() throws {
        let plan = try RecoveryPlan(Samples.request(.instanceLoss, Samples.point(epoch: 41)))
        #expect(try step("resumed", plan).check?.contains("'from epoch 43 to'") == true)
    }

    @Test("packages come from the index that has them, and hostile ones from none")
    func packages() throws {
        let requirements = Requirements(RecordedEnvironment(json: Samples.environment).packages)
        #expect(requirements.pinned == ["numpy==2.1.3", "opencv-python==4.10.0.84", "ultralytics==8.4.160"])
        #expect(requirements.indexed == ["cu124": ["torch==2.6.0+cu124", "torchvision==0.21.0+cu124"]])
        #expect(requirements.direct.count == 1)
        #expect(requirements.leftOut.map(\.name) == ["train"])
        #expect(requirements.hasEditable)
        let hostile = Requirements(RecordedEnvironment(json: Hostile.environment).packages)
        #expect(hostile.pinned == ["f==1.0"])
        #expect(hostile.leftOut.count == 4)
        let own = Requirements([["name": "torch", "version": "2.6.0+computecanada"]])
        #expect(own.isEmpty && own.leftOut.count == 1)
    }

    @Test("the time is the sum of its steps, and measured rates replace assumed ones")
    func time() throws {
        var request = try Samples.request(.bucketLoss, Samples.point())
        let assumed = try RecoveryPlan(request)
        #expect(assumed.predictedSeconds == assumed.steps.compactMap(\.estimate.seconds).reduce(0, +))
        #expect(assumed.meetsObjective == true)
        request.rates.restoreBytesPerSecond = 1000
        request.rates.restoreSource = "a drill of disk"
        let slow = try RecoveryPlan(request)
        #expect(slow.meetsObjective == false)
        let estimate = try step("restore", slow).estimate
        #expect(estimate.basis == .measured)
        #expect(estimate.seconds == 1_234_568)
        #expect(estimate.text.contains("measured by a drill of disk"))
    }

    @Test("a step of unknown length leaves the objective undecided")
    func unknown() throws {
        let point = try Samples.point(environment: ["schema": "lifeboat.environment/1"])
        let plan = try RecoveryPlan(Samples.request(.instanceLoss, point))
        #expect(plan.unknownSteps == ["dataset"])
        #expect(plan.meetsObjective == nil)
        #expect(plan.json["rto"]?["met"] == .null)
    }

    @Test("code is fetched from another machine only")
    func code() {
        let commit = "0123456789abcdef"
        for origin in ["https://h/r.git", "ssh://git@h/r", "git@h:o/r.git"] {
            #expect(GitCode(["origin": .string(origin), "commit": .string(commit)]) != nil, "\(origin)")
        }
        for origin in ["ext::sh -c x", "/opt/r", "--upload-pack=x", "file:///r", "a b", "ext::x@y:z", ""] {
            #expect(GitCode(["origin": .string(origin), "commit": .string(commit)]) == nil, "\(origin)")
        }
        #expect(GitCode(["origin": "https://h/r.git", "commit": "$(x)"]) == nil)
        #expect(GitCode(nil) == nil)
    }

    @Test("a relative target is refused")
    func target() throws {
        var request = try Samples.request(.diskLoss, Samples.point())
        request.target = "exp1"
        #expect(throws: LifeboatError.self) { try RecoveryPlan(request) }
    }

    @Test("restoring over the run that is still there is warned of")
    func inUse() throws {
        let request = try Samples.request(.bucketLoss, Samples.point(), target: Samples.source.path)
        #expect(try RecoveryPlan(request).findings.contains { $0.code == "plan.target-in-use" })
    }
}
