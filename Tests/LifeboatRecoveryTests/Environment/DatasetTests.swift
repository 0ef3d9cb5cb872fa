import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@testable import LifeboatRecovery

@Suite("Data sets of an environment")
struct DatasetTests {
    private func withMachine(_ body: (FakeMachine) throws -> Void) throws {
        try withScratchDirectory { scratch in
            let machine = FakeMachine(root: scratch)
            try machine.makeWhole()
            try body(machine)
        }
    }

    private func facts(_ captured: CapturedEnvironment) throws -> JSON {
        try #require(captured.json["datasets"]?.arrayValue?.first)
    }

    @Test("are found by their description or their directory, once each")
    func places() throws {
        try withMachine { machine in
            let captured = machine.capture(
                dataset: ["/data/coco.yaml", "/data/coco"],
                datasets: ["/data/coco.yaml"]
            )
            #expect(captured.findings == [])
            let all = try captured.json.array("datasets")
            #expect(all.count == 2)
            #expect(all[0]["namedBy"] == "run")
            #expect(all[0]["root"] == "/data/coco")
            #expect(all[0]["description"]?["bytes"]?.intValue == 44)
            #expect(all[1]["namedBy"] == "policy")
            #expect(all[1]["description"] == .null)
            for one in all {
                #expect(one["exists"] == true)
                #expect(one["files"] == 2)
                #expect(one["bytes"] == 8)
            }
            #expect(all[0]["digest"] == all[1]["digest"])
        }
    }

    @Test("that the run recorded and that are gone are told only where the policy names none that is there")
    func named() throws {
        try withMachine { machine in
            let gone = ["/gone/coco.yaml"]
            #expect(machine.capture(dataset: ["/data/coco.yaml"], datasets: gone).findings == [])
            for dataset in [[], ["/nope.yaml"]] {
                let codes = machine.capture(dataset: dataset, datasets: gone).findings.map(\.code)
                #expect(Set(codes) == ["environment.dataset-missing"])
            }
        }
    }

    @Test("have the directory of their description where it names none")
    func root() throws {
        try withMachine { machine in
            let roots: [(String, String)] = [
                ("train: x\n", "/data"), ("path:\n", "/data"), ("path: # none\n", "/data"),
                ("path: coco\n", "/data/coco"),
                ("path: \"/data/coco\" # x\n", "/data/coco"), ("path: '/data/coco'\n", "/data/coco"),
            ]
            for (text, root) in roots {
                try machine.write(text, "/data/other.yaml")
                #expect(
                    try facts(machine.capture(datasets: ["/data/other.yaml"]))["root"]?.stringValue == root,
                    "\(text)"
                )
            }
            try machine.write("path: /gone\n", "/data/other.yaml")
            let gone = machine.capture(datasets: ["/data/other.yaml"])
            #expect(gone.findings.map(\.code) == ["environment.dataset-missing"])
            #expect(try facts(gone)["files"] == .null)
        }
    }

    @Test("have a fingerprint of names and sizes alone")
    func fingerprint() throws {
        try withMachine { machine in
            let digest = { try facts(machine.capture(datasets: ["/data/coco"]))["digest"] }
            let first = try digest()
            // Worked out by hand from the format that DatasetFingerprint states.
            let lines = "images/train/1.jpg\u{0}5\nlabels/train/1.txt\u{0}3\n"
            #expect(first == .string(Hasher256.digest(of: lines).hex))
            try machine.write("54321", "/data/coco/images/train/1.jpg")
            try machine.write("more", "/data/coco/labels/val.cache")
            #expect(try digest() == first)
            try machine.write("543210", "/data/coco/images/train/1.jpg")
            let larger = try digest()
            #expect(larger != first)
            try Directory(machine.root).makeLink(FileName("data/coco/link"), to: Array("/elsewhere".utf8))
            #expect(try digest() != larger)
        }
    }

    @Test("of too many files are cut short, and say so")
    func limit() throws {
        try withMachine { machine in
            let cut = machine.capture(datasets: ["/data/coco"], limits: Self.limits(files: 1, depth: 64))
            let json = try facts(cut)
            #expect(json["truncated"] == true)
            #expect(json["files"] == 1)
            #expect(cut.findings.map(\.code) == ["environment.cut-short"])
            let flat = machine.capture(datasets: ["/data/coco"], limits: Self.limits(files: 9, depth: 1))
            #expect(try facts(flat)["truncated"] == true)
            let enough = machine.capture(datasets: ["/data/coco"], limits: Self.limits(files: 2, depth: 3))
            #expect(try facts(enough)["truncated"] == false)
        }
    }

    private static func limits(files: Int, depth: Int) -> EnvironmentLimits {
        var limits = EnvironmentLimits()
        limits.datasetFiles = files
        limits.datasetDepth = depth
        return limits
    }
}
