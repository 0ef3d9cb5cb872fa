internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

/// Somebody else has a lock: exit 75, and what was done before it is in the evidence.
@Suite("Busy")
struct BusyTests {
    private static func lock(_ what: String, at site: Site) throws -> FileLock {
        let name = Hasher256.digest(of: what).hex.prefix(32)
        return try FileLock(path: "\(site.state)/locks/\(name)", purpose: "testing")
    }

    @Test("a protect that ends as busy records what it had published")
    func protect() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            for name in ["exp1", "exp2"] { try site.addSmallRun(name) }
            #expect(CommandRun(["protect"], at: site).status == 0)
            for name in ["exp1", "exp2"] { try site.write("lr: 1\n", to: "runs/\(name)/args.yaml") }
            let lock = try Self.lock("\(site.source)/exp2", at: site)
            let run = CommandRun(["protect"], at: site)
            #expect(run.status == 75 && run.bytes == [], "\(run.notes)")
            try Ledgered.expectAccount(of: ["exp1", "exp2"], at: site)
            let records = try CommandRun(["evidence", "show", "--json"], at: site).document()["records"]
            let body = records?.arrayValue?.last?["body"]
            #expect(body?["stopped"] == "busy" && body?["ok"] == false)
            #expect(body?["tiers"]?.arrayValue?.first?["points"]?.arrayValue?.count == 1)
            // Nothing is recorded of one that came to nothing.
            let first = try Self.lock("\(site.source)/exp1", at: site)
            #expect(CommandRun(["protect"], at: site).status == 75)
            let again = try CommandRun(["evidence", "show", "--json"], at: site).document()["records"]
            #expect(again?.arrayValue?.count == records?.arrayValue?.count)
            withExtendedLifetime((lock, first)) {}
        }
    }

    @Test("a prune that ends as busy records what it had deleted")
    func prune() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, rest: "retention: { keepLast: 1, keepBest: false }\n")
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            try site.write("lr: 1\n", to: "runs/exp1/args.yaml")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let lock = try Self.lock(site.vault("replica"), at: site)
            #expect(CommandRun(["prune"], at: site).status == 75)
            try Ledgered.expectAccount(of: ["exp1"], at: site)
            let list = try CommandRun(["ls", "train/exp1", "--json"], at: site).document()["points"]
            #expect(list?.arrayValue?.count == 1)
            withExtendedLifetime(lock) {}
        }
    }
}
