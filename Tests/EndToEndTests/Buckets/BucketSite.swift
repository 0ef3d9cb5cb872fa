internal import LifeboatCore
internal import LifeboatTestSupport

/// A node whose tiers are prefixes of buckets of test servers; the credentials lie in files.
struct BucketSite {
    let site: Site
    let lifeboat: Lifeboat

    /// A tier of the policy.
    struct BucketTier {
        let name: String
        let bucket: TestBucket
        /// As whom the node comes.
        var role = ServerRole.writer
        /// Where the server is spoken to, if not directly.
        var endpoint: String?
        /// Whether the policy says where the keys are; else the environment has to hold them.
        var namesKeys = true
        /// More of the tier's keys, with a comma before each.
        var rest = ""
    }

    /// A node at `path` with tiers that feed one another in their order. `rest` is what the policy has
    /// besides sources and tiers.
    init(at path: String, _ tiers: [BucketTier], rest: String = "") throws {
        site = try Site(at: path, tiers: [])
        lifeboat = try Lifeboat(at: site)
        var policy =
            "version: 1\nname: site\nsources:\n  - { name: train, path: \(site.source) }\ntiers:\n"
        for tier in tiers {
            let access = tier.bucket.server.access(tier.role)
            try site.write(access.accessKey, to: "keys/\(tier.name).id")
            try site.write(access.secretKey + "\n", to: "keys/\(tier.name).secret")
            policy +=
                "  - { name: \(tier.name), kind: s3, url: s3://\(tier.bucket.name)/vault,"
                + " endpoint: \"\(tier.endpoint ?? access.endpoint)\", region: \(access.region)"
                + (tier.namesKeys ? keys(tier.name) : "") + "\(tier.rest) }\n"
        }
        try site.write(policy + rest, to: "lifeboat.yaml")
    }

    /// A node in a scratch directory with one tier, `store`, in a new bucket of the shared server.
    static func inScratch(
        keeping: TestBucket.Keeping = .nothing,
        role: ServerRole = .writer,
        namesKeys: Bool = true,
        rest: String = "",
        _ body: (BucketSite, TestBucket) throws -> Void
    ) throws {
        let bucket = try TestBucket(on: SeaweedServer.shared(), keeping: keeping)
        let tier = BucketTier(name: "store", bucket: bucket, role: role, namesKeys: namesKeys)
        try withScratchDirectory { scratch in
            try body(BucketSite(at: "\(scratch)/node", [tier], rest: rest), bucket)
        }
    }

    /// Restores the run `exp1` to `back`.
    func restore() throws -> Outcome {
        try lifeboat.run("restore", "train/exp1", "--to", site.place("back"), "--json")
    }

    private func keys(_ tier: String) -> String {
        let place = "file:\(site.place("keys/\(tier)"))"
        return ", credentials: { accessKeyId: \"\(place).id\", secretAccessKey: \"\(place).secret\" }"
    }

    /// The secrets that nothing may ever show.
    func secrets(_ tiers: [BucketTier]) -> [String] {
        tiers.map { $0.bucket.server.access($0.role).secretKey }
    }
}
