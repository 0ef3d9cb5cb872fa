internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

/// The rights that `policy iam` prints.
@Suite("Rights in buckets")
struct RightsTests {
    @Test("who writes deletes nothing, who reads writes nothing, and the key is named")
    func rights() throws {
        let policy = try document(
            ", region: cn-north-1, encryption: { sse: aws:kms, key: alias/train }",
            "writer"
        )
        let text = policy.pretty
        #expect(
            !text.contains("Delete") && text.contains("s3:PutObject") && text.contains("kms:GenerateDataKey")
        )
        #expect(
            text.contains("arn:aws-cn:s3:::my-bucket/vault/*")
                && text.contains("\"arn:aws-cn:s3:::my-bucket\"")
        )
        #expect(text.contains("\"kms:ResourceAliases\": \"alias/train\""))
        for role in ["drill", "restore"] {
            let text = try document(", region: us-west-2", role).pretty
            #expect(!text.contains("Delete") && !text.contains("Put") && !text.contains("kms:"))
        }
        let prune = try document("", "prune").pretty
        #expect(prune.contains("s3:DeleteObject") && !prune.contains("s3:DeleteObjectVersion"))
    }

    @Test("a policy without buckets has none")
    func noBucket() throws {
        try withScratchDirectory { scratch in
            let run = CommandRun(["policy", "iam"], at: try Site(at: scratch))
            #expect(run.status == 1 && run.notes.contains("no tier there is a bucket"))
        }
    }

    /// The document of one role, with more keys of the tier.
    private func document(_ rest: String, _ role: String) throws -> JSON {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.write(
                "version: 1\nname: site\nsources:\n  - { name: train, path: \(site.source) }\ntiers:\n"
                    + "  - { name: store, kind: s3, url: s3://my-bucket/vault\(rest) }\n",
                to: "lifeboat.yaml"
            )
            let run = CommandRun(["policy", "iam", "--role", role], at: site)
            #expect(run.status == 0, "\(run.notes)")
            return try JSON.parse(run.bytes)
        }
    }
}
