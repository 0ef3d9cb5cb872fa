internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

/// With `--json` every verb prints one document with its schema, keys sorted, and the keys others rely on.
@Suite("JSON documents")
struct DocumentTests {
    /// A verb, the schema of its document, the keys of its root, and those of the first element of an array.
    struct Shape: Sendable {
        let words: [String]
        let schema: String
        let keys: Set<String>
        var member = ""
        var memberKeys: Set<String> = []
    }

    static let shapes: [Shape] = [
        Shape(
            words: ["protect"],
            schema: "protect",
            keys: ["ok", "tiers", "findings"],
            member: "tiers",
            memberKeys: ["tier", "points", "bytesRead", "bytesStored", "objectsStored", "skipped"]
        ),
        Shape(words: ["policy", "check"], schema: "policy-check", keys: ["ok", "path", "problems"]),
        Shape(
            words: ["policy", "show"],
            schema: "policy-show",
            keys: ["name", "sources", "tiers", "retention"]
        ),
        Shape(
            words: ["ls"],
            schema: "ls",
            keys: ["tier", "experiments", "findings"],
            member: "experiments",
            memberKeys: ["experiment", "run", "host", "points", "created", "state", "files", "bytes"]
        ),
        Shape(
            words: ["ls", "train/exp1"],
            schema: "ls",
            keys: ["tier", "points", "findings"],
            member: "points",
            memberKeys: ["experiment", "point", "created", "sequence", "parent", "state", "training"]
        ),
        Shape(
            words: ["ls", "train/exp1", "newest"],
            schema: "ls",
            keys: ["tier", "point", "entries"],
            member: "entries",
            memberKeys: ["path", "type", "size", "mode", "modified"]
        ),
        Shape(words: ["diff", "train/exp1", "newest"], schema: "diff", keys: ["from", "to", "changes"]),
        Shape(
            words: ["get", "train/exp1", "args.yaml", "--out", "a"],
            schema: "get",
            keys: ["ok", "out", "bytes"]
        ),
        Shape(
            words: ["restore", "train/exp1", "--to", "back"],
            schema: "restore",
            keys: [
                "ok", "experiment", "point", "tier", "files", "bytes", "seconds", "resumeCommand", "findings",
            ]
        ),
        Shape(
            words: ["restore", "train/exp1", "--to", "other", "--dry-run"],
            schema: "restore",
            keys: [
                "ok", "experiment", "point", "tier", "files", "bytes", "resumeCommand", "findings", "dryRun",
            ]
        ),
        Shape(
            words: ["prune", "--dry-run"],
            schema: "prune",
            keys: ["ok", "dryRun", "tiers", "deleted", "findings"],
            member: "tiers",
            memberKeys: ["tier", "kept", "staying", "doomed"]
        ),
        Shape(words: ["vault", "init"], schema: "vault-init", keys: ["ok", "vaults", "findings"]),
        Shape(
            words: ["vault", "check"],
            schema: "vault-check",
            keys: ["ok", "vaults", "findings", "readData"],
            member: "vaults",
            memberKeys: ["tier", "ok", "points", "objects", "bytes", "unreferenced", "findings"]
        ),
        Shape(
            words: ["vault", "gc", "--dry-run"],
            schema: "vault-gc",
            keys: ["ok", "dryRun", "vaults", "findings"],
            member: "vaults",
            memberKeys: ["tier", "condemned", "waiting", "deleted", "bytesDeleted"]
        ),
        Shape(
            words: ["evidence", "verify"],
            schema: "evidence-verify",
            keys: ["ok", "records", "head", "findings"]
        ),
        Shape(
            words: ["evidence", "show"],
            schema: "evidence-show",
            keys: ["tier", "records"],
            member: "records",
            memberKeys: ["kind", "time", "signer", "sequence", "host", "body"]
        ),
        Shape(
            words: ["report"],
            schema: "report",
            keys: ["compliant", "generated", "tiers", "controls"],
            member: "tiers",
            memberKeys: [
                "tier", "newestPointAgeSeconds", "exposureSeconds", "rpoSeconds", "rpoMet",
                "replicationLagSeconds", "lastDrillAgeSeconds", "lastDrillVerdict",
            ]
        ),
        Shape(
            words: ["report"],
            schema: "report",
            keys: [],
            member: "controls",
            memberKeys: ["id", "title", "status", "reason", "evidence", "clauses"]
        ),
        Shape(words: ["status"], schema: "status", keys: ["experiments"]),
    ]

    @Test("has its schema and its keys", arguments: shapes.indices)
    func document(_ index: Int) throws {
        let shape = Self.shapes[index]
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let words = shape.words == ["diff", "train/exp1", "newest"] ? try Self.diff(site) : shape.words
            let run = CommandRun(words + ["--json"], at: site)
            #expect(run.status == 0 || run.status == 2, "\(run.notes)")
            let document = try run.document()
            #expect(document["schema"] == .string("lifeboat.\(shape.schema)/1"))
            let keys = Set(document.objectValue.map { Array($0.keys) } ?? [])
            #expect(shape.keys.subtracting(keys) == [], "of \(keys.sorted())")
            guard !shape.member.isEmpty else { return }
            let member = try #require(document[shape.member]?.arrayValue?.first?.objectValue)
            #expect(shape.memberKeys.subtracting(member.keys) == [], "of \(member.keys.sorted())")
        }
    }

    /// `diff` of the only point with itself.
    private static func diff(_ site: Site) throws -> [String] {
        let points = try CommandRun(["ls", "train/exp1", "--json"], at: site).document()["points"]
        return ["diff", "train/exp1", points?.arrayValue?.first?["point"]?.stringValue ?? ""]
    }

    @Test("a plan is a document with its schema")
    func plan() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addRun("live", as: "exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let run = CommandRun(["plan", "train/exp1", "--tier", "replica", "--json"], at: site)
            #expect(run.status == 0, "\(run.notes)")
            let schema = try run.document()["schema"]?.stringValue
            #expect(schema?.hasPrefix("lifeboat.plan/") == true)
        }
    }
}
