internal import LifeboatPolicy
internal import Testing

/// Wrong policies with every message they give: `Goldens/NAME.yaml` and `Goldens/NAME.txt`.
@Suite("Problems of a policy")
struct GoldenTests {
    static let names = Folders.names(in: Folders.goldens, suffix: ".yaml")

    @Test("gives the golden messages", arguments: names)
    func golden(_ name: String) throws {
        let bytes = try #require(Folders.bytes("\(Folders.goldens)/\(name).yaml"))
        let reading = Reading.read(bytes: bytes)
        let text = reading.problems.map { "\($0.description) [\($0.code)]\n" }.joined()
        let path = "\(Folders.goldens)/\(name).txt"
        if Folders.isRecording {
            try Folders.write(text, "\(name).txt")
            Issue.record("recorded \(name); run again without RECORD_GOLDENS")
            return
        }
        let golden = try #require(Folders.bytes(path), "there is no golden for \(name)")
        #expect(text == String(decoding: golden, as: UTF8.self))
        #expect((reading.policy == nil) == !reading.errors.isEmpty)
        #expect(!reading.problems.isEmpty, "a golden shows at least one problem")
    }

    @Test("there are goldens, and each has its policy")
    func complete() {
        #expect(Self.names.count >= 45)
        #expect(Folders.names(in: Folders.goldens, suffix: ".txt") == Self.names)
    }

    @Test("every code of the layer is shown by some golden")
    func codes() {
        var shown: Set<String> = []
        for name in Self.names {
            guard let bytes = Folders.bytes("\(Folders.goldens)/\(name).yaml") else { continue }
            shown.formUnion(Reading.read(bytes: bytes).problems.map(\.code))
        }
        let known: Set<String> = [
            "policy.alias", "policy.anchor", "policy.block-text", "policy.boolean", "policy.byte-count",
            "policy.character", "policy.choice", "policy.credentials", "policy.directive", "policy.documents",
            "policy.drill", "policy.duplicate", "policy.duplicate-key", "policy.duplicate-name",
            "policy.duration",
            "policy.empty", "policy.empty-list", "policy.encoding", "policy.encryption", "policy.evidence",
            "policy.explicit-key", "policy.feed", "policy.key", "policy.key-in-copy", "policy.label",
            "policy.literal-secret", "policy.missing-key", "policy.missing-value", "policy.name",
            "policy.nesting",
            "policy.no-drill", "policy.not-built", "policy.number", "policy.objective", "policy.overlap",
            "policy.path", "policy.pattern", "policy.public-key", "policy.retention", "policy.sample",
            "policy.secret-reference", "policy.short-grace", "policy.snapshot", "policy.syntax", "policy.tab",
            "policy.tag", "policy.tier-kind-not-built", "policy.type", "policy.unknown-key",
            "policy.unknown-tier",
            "policy.url", "policy.version",
        ]
        #expect(known.subtracting(shown).sorted() == [])
        #expect(shown.subtracting(known).sorted() == [])
    }
}
