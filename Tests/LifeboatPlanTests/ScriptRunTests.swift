import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatVault
import Testing

@testable import LifeboatPlan

@Suite("The script of a plan, run on a node of stubs")
struct ScriptRunTests {
    private func plan(in scratch: String) throws -> RecoveryPlan {
        let data = scratch + "/data/data.yaml"
        try Folders.write("path: .\n", data)
        var request = try Samples.request(
            .instanceLoss,
            Samples.point(data: data),
            target: scratch + "/runs/exp1"
        )
        request.workspace = scratch + "/work space"
        request.policyFile = scratch + "/lifeboat.yaml"
        try Folders.write("version: 1\n", scratch + "/lifeboat.yaml")
        return try RecoveryPlan(request)
    }

    @Test("does every step in order, and none twice")
    func order() throws {
        try withScratchDirectory { scratch in
            let node = try StubNode(in: scratch)
            let plan = try plan(in: scratch)
            let first = try node.run(plan, checkpoint: "weights/last.pt")
            #expect(first.status == 0, "\(first.errors)")
            let calls = try node.calls()
            let programs = calls.compactMap(\.first).filter {
                $0 != "nvidia-smi" && $0 != "df" && $0 != "ldconfig"
            }
            #expect(
                programs == ["python3", "pip", "uv", "uv", "uv", "git", "git", "uv", "lifeboat", "yolo"],
                "\(first.errors)"
            )
            let restore = try #require(calls.first { $0.first == "lifeboat" })
            #expect(
                restore == [
                    "lifeboat", "restore", plan.request.point.manifest.run.text, "--point",
                    plan.request.point.id.description, "--from", "s3", "--to", plan.request.target,
                    "--policy", scratch + "/lifeboat.yaml",
                ]
            )
            let requirements = try Folders.text(scratch + "/work space/requirements.txt")
            #expect(requirements.hasPrefix("numpy==2.1.3\nopencv-python==4.10.0.84\n"))
            let second = try node.run(plan, checkpoint: "weights/last.pt")
            #expect(second.status == 0, "\(second.errors)")
            let again = try node.calls().dropFirst(calls.count).compactMap(\.first)
            #expect(again.allSatisfy { ["nvidia-smi", "df", "ldconfig"].contains($0) }, "\(again)")
        }
    }

    @Test("stops where a step fails, and goes on from there")
    func stops() throws {
        try withScratchDirectory { scratch in
            let node = try StubNode(in: scratch)
            let plan = try plan(in: scratch)
            let data = try Directory(scratch + "/data")
            _ = try data.removeFile(FileName("data.yaml"))
            let stopped = try node.run(plan, checkpoint: "weights/last.pt")
            #expect(stopped.status == 1)
            #expect(stopped.errors.contains("Bring the data set to that path"))
            #expect(try !node.calls().contains { $0.first == "lifeboat" })
            try Folders.write("path: .\n", scratch + "/data/data.yaml")
            #expect(try node.run(plan, checkpoint: "weights/last.pt").status == 0)
            #expect(try node.calls().count { $0.first == "pip" } == 1)
        }
    }

    @Test("installs nothing while what only a person can bring is missing")
    func bring() throws {
        try withScratchDirectory { scratch in
            let node = try StubNode(in: scratch)
            let plan = try plan(in: scratch)
            _ = try Directory(scratch).removeFile(FileName("lifeboat.yaml"))
            let stopped = try node.run(plan, checkpoint: "weights/last.pt")
            #expect(stopped.status == 1 && stopped.errors.contains("the policy to where it was"))
            #expect(try !node.calls().contains { ["uv", "pip", "git"].contains($0.first) })
        }
    }

    @Test("leaves the training stopped when told to")
    func withoutResume() throws {
        try withScratchDirectory { scratch in
            let node = try StubNode(in: scratch)
            let run = try node.run(
                plan(in: scratch),
                checkpoint: "weights/last.pt",
                variables: ["LIFEBOAT_RESUME=no"]
            )
            #expect(run.status == 0, "\(run.errors)")
            #expect(try node.calls().contains { $0.first == "lifeboat" })
            #expect(try !node.calls().contains { $0.first == "yolo" })
        }
    }

    @Test("runs nothing that a name says, and passes every name on as it is")
    func hostile() throws {
        try withScratchDirectory { scratch in
            let node = try StubNode(in: scratch)
            try Folders.write("path: .\n", Hostile.data(scratch))
            var request = try Hostile.request(in: scratch)
            request.workspace = scratch + "/w '$(touch owned)'\n`touch owned`"
            let policy = scratch + "/$(touch owned)\n'.yaml"
            try Folders.write("version: 1\n", policy)
            request.policyFile = policy
            request.vault = scratch + "/v '$(touch owned)'"
            _ = try Directory.make(request.vault)
            let plan = try RecoveryPlan(request)
            let run = try node.run(plan, checkpoint: Hostile.checkpoint)
            #expect(run.status == 0, "\(run.errors)")
            let calls = try node.calls()
            let restore = try #require(calls.first { $0.first == "lifeboat" })
            #expect(restore.contains(Hostile.target(scratch)))
            #expect(restore.last == policy)
            let resume = try #require(calls.first { $0.first == "yolo" })
            #expect(resume.contains("model=\(Hostile.target(scratch))/\(Hostile.checkpoint)"))
            #expect(resume.contains("data=\(Hostile.data(scratch))"))
            #expect(resume.last == "device=0'; touch owned")
            let names = try TreeWalk(Directory(scratch)).entries.map(\.name.last)
            #expect(!names.contains(FileName("owned")))
        }
    }
}
