internal import LifeboatCore
internal import LifeboatPolicy
internal import Testing

@Suite("Rendering a policy")
struct RenderingTests {
    @Test("read again, a rendered policy is equal", arguments: [Samples.full, Samples.complete])
    func roundTrip(_ text: String) throws {
        let policy = try Reading.read(text, capabilities: .complete).get()
        let again = Reading.read(policy.rendered, capabilities: .complete)
        #expect(again.errors.map(\.description) == [])
        #expect(again.policy == policy)
        #expect(again.policy?.rendered == policy.rendered)
    }

    @Test("the JSON has every key, filled in")
    func json() throws {
        let policy = try Reading.read(Samples.full, capabilities: .complete).get()
        #expect(policy.json["tiers"]?.arrayValue?[1]["from"] == "disk")
        #expect(policy.json["retention"]?["gcGraceSeconds"]?.doubleValue == 259_200)
        #expect(policy.json["objectives"]?["disk"]?["rtoSeconds"]?.doubleValue == 5400)
        #expect(policy.json["drills"]?.arrayValue?[2]["sample"]?["random"] == 3)
        let complete = try Reading.read(Samples.complete, capabilities: .complete).get()
        #expect(complete.json["tiers"]?.arrayValue?[2]["s3"]?["credentials"]?["profile"] == "backup")
        #expect(complete.json["notify"]?.arrayValue?[0]["url"] == "env:DING_URL")
    }

    @Test(
        "texts that YAML would take apart survive",
        arguments: [
            "null", "~", "true", "- a", "a: b", "a #b", "*x", "&x", "!x", "%x", "\"q\" 'r' \\", "a\tb", "[x]",
            "{x}", "|",
            "---", "...", "日本 ü", " lead", "trail ", "$$HOME ${DATA} $",
        ]
    )
    func oddTexts(_ text: String) throws {
        let policy = Policy(
            name: "p",
            sources: [Source(name: "s", path: "/s/\(text)/x")],
            tiers: [
                Tier(name: "d", storage: .directory(path: "/d"), location: text.contains("\t") ? nil : text)
            ],
            evidence: EvidenceSettings(key: .command(["run", text, ""]), to: ["d"])
        )
        let again = Reading.read(policy.rendered, capabilities: .complete)
        guard !text.contains("\t") else {
            #expect(again.errors.map(\.code) == ["policy.path"])
            return
        }
        #expect(again.errors.map(\.description) == [])
        #expect(again.policy == policy)
    }

    @Test("a starter policy is valid, whatever was found")
    func starter() throws {
        let found = [
            StarterSource(path: "/mnt/ssd/runs/detect", layout: .ultralytics),
            StarterSource(path: "/mnt/ssd/runs"),
            StarterSource(path: "/home/ada/my runs #1/"), StarterSource(path: "/data/my runs #1"),
            StarterSource(path: "/"),
        ]
        let tiers = ["/mnt/data/vault", "/mnt/ssd/runs/vault", "/mnt/DATA/vault", "/mnt/nas"]
        let text = StarterPolicy.text(name: "gpu node 7", StarterPlan(sources: found, tierPaths: tiers))
        let reading = Reading.read(text)
        #expect(reading.problems.map(\.description) == [])
        #expect(reading.policy?.name == "gpu-node-7")
        #expect(
            reading.policy?.sources.map(\.path) == [
                "/mnt/ssd/runs", "/data/my runs #1", "/home/ada/my runs #1",
            ]
        )
        #expect(reading.policy?.tiers.map(\.name) == ["data", "data-2", "nas"])
        #expect(
            text.contains(
                "# Left out, because it overlaps with another directory here: \"/mnt/ssd/runs/vault\""
            )
        )
    }

    @Test("a starter policy of nothing is valid too")
    func emptyStarter() {
        #expect(
            Reading.read(StarterPolicy.text(StarterPlan(sources: [], tierPaths: []))).problems
                .map(\.description) == []
        )
        let clash = StarterPolicy.text(
            StarterPlan(sources: [StarterSource(path: "/mnt")], tierPaths: [])
        )
        #expect(Reading.read(clash).problems.map(\.description) == [])
    }

    private static let ready = [
        "alibaba-oss", "aws-s3", "ceph-rgw", "gcs", "minio", "quickstart", "seaweedfs", "single-node",
        "two-regions",
    ]

    @Test(
        "the ready policies are valid and survive rendering",
        arguments: RenderingTests.ready
    )
    func readyPolicies(_ name: String) throws {
        let bytes = try #require(Folders.bytes("\(Folders.policies)/\(name).yaml"))
        let reading = Reading.read(bytes: bytes)
        #expect(reading.problems.map(\.description) == [])
        let policy = try reading.get()
        #expect(Reading.read(policy.rendered).policy == policy)
    }

    @Test("no ready policy goes without a test")
    func allReadyPolicies() {
        #expect(Folders.names(in: Folders.policies, suffix: ".yaml") == Self.ready)
    }
}
