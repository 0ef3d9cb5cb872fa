internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

extension EndToEnd.BucketTests {
    private func immutable(_ node: BucketSite) throws -> JSON {
        let report = try node.lifeboat.run("report", "--json")
        return try #require(
            try report.document().array("controls").first { $0["id"] == "immutable.1" },
            "\(report.out)\(report.notes)"
        )
    }

    @Test("an immutable copy is one that the store says is locked, whatever the policy states")
    func immutableCopy() throws {
        try withScratchDirectory { scratch in
            let bucket = try TestBucket(on: SeaweedServer.shared(), keeping: .locks)
            let tier = BucketSite.BucketTier(
                name: "store",
                bucket: bucket,
                rest: ", lock: { mode: governance, for: 30d }"
            )
            let node = try BucketSite(at: "\(scratch)/node", [tier])
            try node.site.addSmallRun("exp1")
            #expect(try immutable(node)["status"] == "fail")
            #expect(try node.lifeboat.run("protect").ending == .exited(0))
            let locked = try immutable(node)
            #expect(locked["status"] == "pass", "\(locked)")
            #expect(locked["reason"]?.stringValue?.contains("object lock") == true, "\(locked)")

            // Whoever may bypass governance lets the lock end in a moment; the policy states it as before.
            let soon: JSON = [
                "Mode": "GOVERNANCE",
                "RetainUntilDate": ["$time": .string(SystemClock().now().adding(seconds: 2).description)],
            ]
            for key in try bucket.keys("vault/points/") {
                try bucket.call(
                    "put_object_retention",
                    ["Key": .string(key), "Retention": soon, "BypassGovernanceRetention": true]
                )
            }
            _ = try node.lifeboat.shell("sleep 2.5")
            let unlocked = try immutable(node)
            #expect(unlocked["status"] == "fail", "\(unlocked)")
        }
    }

    @Test("a bucket that locks nothing holds no immutable copy")
    func changeableCopy() throws {
        try BucketSite.inScratch(keeping: .versions) { node, _ in
            try node.site.addSmallRun("exp1")
            #expect(try node.lifeboat.run("protect").ending == .exited(0))
            #expect(try immutable(node)["status"] == "fail")
        }
    }
}
