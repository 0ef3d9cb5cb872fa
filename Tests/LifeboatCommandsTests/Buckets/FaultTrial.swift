internal import LifeboatCore
internal import LifeboatTestSupport

/// One run of a campaign: protect and restore through a proxy that does what a seed says.
struct FaultTrial {
    /// What a trial came to.
    struct Outcome: Sendable {
        /// What was not as it has to be; each with what happened.
        var complaints: [String] = []
        /// Whether the protect under faults was complete.
        var isProtected = false
        /// Whether the restore under faults was complete.
        var isRestored = false
        /// How many requests met a fault.
        var faults = 0
    }

    private let seed: UInt64
    private let node: BucketNode
    private let bucket: TestBucket
    private let proxy: FaultProxy
    private let prefix: String
    private var outcome = Outcome()

    /// The trial of `seed` in a prefix of its own of `bucket`, with its node at `path`.
    init(seed: UInt64, in bucket: TestBucket, at path: String) throws {
        self.seed = seed
        self.bucket = bucket
        proxy = try FaultProxy(to: bucket.server)
        prefix = "seed-\(seed)"
        node = try BucketNode(
            at: path,
            bucket: bucket.name,
            prefix: prefix,
            access: bucket.server.access(.writer).at(proxy.endpoint)
        )
    }

    /// Runs it to its end.
    mutating func run() throws -> Outcome {
        let script = FaultScript(seed: seed)
        let clock = ShiftedClock(seconds: script.clockShift)
        proxy.follow(script.plan)
        let first = node.run("protect", "--json", clock: clock)
        proxy.follow(.none)
        outcome.isProtected = first.status == 0
        try judge(first, "protect", mustPass: script.passes)
        try published("after the protect under faults", atLeast: first.status == 0 ? 1 : 0)
        try protectAgain(clock)
        try restore(clock)
        outcome.faults = proxy.faults.count
        return outcome
    }

    /// A protect that nothing disturbs completes, and sends nothing that is there.
    private mutating func protectAgain(_ clock: any WallClock) throws {
        let finished = Set(try bucket.keys("\(prefix)/"))
        let before = proxy.records.count
        let again = node.run("protect", "--json", clock: clock)
        expect(
            again.status == 0,
            "the protect that nothing disturbs ends with \(again.status): \(again.notes)"
        )
        let sent = proxy.records.dropFirst(before).map(\.request).filter { $0.method == "PUT" }
            .map { String($0.target.drop { $0 == "/" }.dropFirst(bucket.name.utf8.count + 1)) }
        for name in sent where name.hasPrefix("\(prefix)/objects/") || name.hasPrefix("\(prefix)/points/") {
            expect(!finished.contains(name), "\(name) was sent again")
        }
        try published("after a protect that nothing disturbed", atLeast: 1)
    }

    /// A restore is whole, or fails and is completed by the next one.
    private mutating func restore(_ clock: any WallClock) throws {
        let target = node.site.place("back")
        let words = ["restore", "train/exp1", "--to", target, "--json"]
        let script = FaultScript(seed: seed &+ 1_000_003)
        proxy.follow(script.plan)
        let first = node.run(words[0], words[1], words[2], words[3], words[4], clock: clock)
        proxy.follow(.none)
        outcome.isRestored = first.status == 0
        try judge(first, "restore", mustPass: script.passes)
        if first.status != 0 {
            let second = node.run(words[0], words[1], words[2], words[3], words[4], clock: clock)
            expect(second.status == 0, "the restore that nothing disturbs: \(second.notes)")
        }
        expect(
            (try? FileTree(target).digests()) == (try node.digests()),
            "what was restored is not what was protected"
        )
    }

    /// Done, or failed with the reason and a remedy.
    private mutating func judge(_ run: CommandRun, _ verb: String, mustPass: Bool) throws {
        expect(
            run.status == 0 || (run.status == 1 && !mustPass),
            "\(verb) ends with \(run.status): \(run.notes)"
        )
        expect(!run.out.contains(secret) && !run.notes.contains(secret), "\(verb) tells the secret")
        let document = try run.document()
        guard run.status != 0 else { return }
        let findings = document["findings"]?.arrayValue?.filter { $0["severity"] == "error" } ?? []
        let told = findings + [document["error"]].compactMap { $0 }
        expect(!told.isEmpty, "\(verb) failed and does not say why: \(run.out)")
        for reason in told {
            let isClear = reason["message"] != "" && reason["hint"]?.stringValue?.isEmpty == false
            expect(isClear, "\(verb) tells neither reason nor remedy: \(reason)")
        }
    }

    /// Every point that is published is whole.
    private mutating func published(_ moment: String, atLeast count: Int) throws {
        let points = try bucket.keys("\(prefix)/points/")
        expect(points.count >= count, "\(moment) there are \(points.count) points")
        guard !points.isEmpty else { return }
        let check = node.run("vault", "check", "--tier", "store", "--read-data", "--json")
        expect(check.status == 0, "\(moment) the vault is not whole: \(check.out)")
    }

    private var secret: String { bucket.server.access(.writer).secretKey }

    private mutating func expect(_ condition: Bool, _ complaint: @autoclosure () -> String) {
        guard !condition else { return }
        outcome.complaints.append("seed \(seed): \(complaint())\n\(proxy.story)")
    }
}
