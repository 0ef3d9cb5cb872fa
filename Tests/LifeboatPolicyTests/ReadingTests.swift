internal import LifeboatCore
internal import LifeboatPolicy
internal import Testing

@Suite("Reading a policy")
struct ReadingTests {
    @Test("fills in every default and makes paths absolute")
    func full() throws {
        let policy = try Reading.read(Samples.full, capabilities: .complete).get()
        #expect(
            policy.sources.map(\.path).prefix(3) == [
                "/mnt/ssd/my_yolo_train", "/home/ada/notes", "/srv/train/runs",
            ]
        )
        #expect(policy.sources[3].path == "/mnt/a \"b\" $ ü/#x: y")
        #expect(policy.sources.map(\.layout) == [.ultralytics, .auto, .auto, .auto])
        #expect(policy.sources[0].exclude == [Glob("*.cache"), Glob("wandb/**")])
        #expect(
            policy.environment
                == EnvironmentSettings(python: "/opt/venv", dataset: ["/data/coco.yaml", "/home/ada/d"])
        )
        #expect(policy.tiers.map(\.from) == [nil, "disk", "disk"])
        #expect(policy.tiers.map(\.path) == ["/mnt/data/vault", "/mnt/nas/vault", "/mnt/usb"])
        #expect(policy.tiers[0].account == "0123")
        #expect(policy.objectives["disk"] == Objective(rpo: 600, rto: 5400))
        #expect(policy.objectives["usb"] == Objective(rpo: 1_209_600, lag: 90))
        #expect(
            policy.drills[1]
                == DrillRule(
                    tier: "nas",
                    everySeconds: 604_800,
                    depth: .bytes,
                    sample: .everything,
                    coverEvery: 2_592_000
                )
        )
        #expect(
            policy.drills[2]
                == DrillRule(tier: "usb", everySeconds: 2_592_000, depth: .structure, sample: .standard)
        )
        #expect(policy.retention(for: policy.tiers[0]).keepDaily == 14)
        #expect(policy.retention(for: policy.tiers[1]) == Retention(keepLast: 5, expireAfter: 1.5))
        #expect(policy.evidence.key == .command(["vault", "read", "-field=key", "secret/a b", "it's"]))
        #expect(policy.evidence.to == ["nas", "usb"])
    }

    @Test("evidence goes to every tier that can be written when nothing is said")
    func evidenceDefault() throws {
        let policy = try Reading.read(Samples.complete, capabilities: .complete).get()
        #expect(policy.evidence == EvidenceSettings(to: ["disk", "s3", "minio", "cold"]))
        #expect(policy.tiers.map(\.from) == [nil, nil, "disk", "disk", "minio"])
        #expect(policy.tier(named: "snap")?.isWritable == false)
    }

    @Test("an object store's addressing, authorities, lock and customer's key")
    func objectStore() throws {
        let policy = try Reading.read(Samples.complete, capabilities: .complete).get()
        guard case .s3(let store)? = policy.tier(named: "minio")?.storage,
            case .s3(let plain)? = policy.tier(named: "s3")?.storage
        else {
            Issue.record("no object store")
            return
        }
        #expect(store.addressing == .virtual && store.certificates == "/home/ada/ca.pem")
        #expect(store.lock == ObjectLockRule(mode: .compliance, seconds: 36 * 3600))
        #expect(store.encryption?.customerKey == .file("/home/ada/key"))
        #expect(plain.addressing == nil && plain.certificates == nil && plain.lock == nil)
    }

    @Test("a policy with a warning is valid, one with an error is not and says so in one throw")
    func validity() throws {
        let text =
            "version: 1\nname: a\nsources: [{name: r, path: /r}]\n"
            + "tiers: [{name: d, kind: directory, path: /d}]\n"
        let reading = Reading.read(text)
        #expect(reading.policy != nil && reading.errors.isEmpty)
        #expect(reading.warnings.map(\.code) == ["policy.no-drill"])
        let wrong = Reading.read(text + "a: 1\nb: 2\n")
        #expect(wrong.policy == nil)
        let error = #expect(throws: LifeboatError.self) { try wrong.get() }
        #expect(error?.code == .policyInvalid)
        #expect(error?.description.contains("lifeboat.yaml:5:1: a: unknown key") == true)
        #expect(error?.description.contains("lifeboat.yaml:6:1: b: unknown key") == true)
    }

    @Test("a problem becomes a finding and JSON")
    func problemForms() throws {
        let problem = try #require(Reading.read("version: 1\nnmae: x\n").problems.last)
        #expect(problem.description == #"lifeboat.yaml:2:1: nmae: unknown key; did you mean "name"?"#)
        #expect(
            problem.finding
                == Finding(
                    "policy.unknown-key",
                    .error,
                    path: "lifeboat.yaml:2:1: nmae",
                    "unknown key",
                    hint: #"did you mean "name"?"#
                )
        )
        #expect(
            problem.json == [
                "code": "policy.unknown-key", "severity": "error", "file": "lifeboat.yaml", "line": 2,
                "column": 1,
                "keyPath": "nmae", "message": "unknown key", "hint": #"did you mean "name"?"#,
            ]
        )
    }

    @Test("no secret shows, wherever it was written", arguments: ["secrets", "secrets-s3", "paths"])
    func secretsStayHidden(_ name: String) throws {
        let bytes = try #require(Folders.bytes("\(Folders.goldens)/\(name).yaml"))
        #expect(String(decoding: bytes, as: UTF8.self).lowercased().contains("hunter2"))
        for problem in Reading.read(bytes: bytes).problems {
            #expect(!"\(problem) \(problem.finding) \(problem.json.pretty)".lowercased().contains("hunter2"))
        }
    }

    @Test("bounds what it reads")
    func bounds() {
        let large = Reading.read(bytes: Array(repeating: 0x23, count: (1 << 20) + 1))
        #expect(large.problems.map(\.code) == ["policy.too-large"])
        let fits = Reading.read(bytes: Array(repeating: 0x23, count: 1 << 20))
        #expect(fits.problems.map(\.code) == ["policy.empty"])
        let many = Reading.read((0..<2000).map { "key\($0): 1\n" }.joined())
        #expect(many.problems.count == 501)
        #expect(many.problems.last?.code == "policy.too-many-problems")
        let doubles = Reading.read((0..<200).map { "k\($0): 1\nk\($0): 2\n" }.joined())
        #expect(doubles.problems.contains { $0.code == "policy.duplicate-key" })
        #expect(doubles.policy == nil)
    }

    @Test("deep nesting is a problem, not a stack overflow")
    func depth() {
        for text in [
            String(repeating: "- ", count: 5000), String(repeating: "a: {", count: 5000),
            String(repeating: "[", count: 500_000),
            (0..<1500).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        ] {
            let reading = Reading.read(text)
            #expect(reading.policy == nil && !reading.problems.isEmpty)
        }
    }

    @Test("an unknown home makes ~ a problem")
    func noHome() {
        let reading = PolicyReader.read(
            bytes: Array("sources: [{name: a, path: ~/x}]".utf8),
            file: "p",
            environment: [:],
            home: "",
            baseDirectory: "/"
        )
        #expect(reading.problems.contains { $0.code == "policy.path" && $0.keyPath == "sources[0].path" })
    }
}
