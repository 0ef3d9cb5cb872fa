internal import LifeboatCore
internal import LifeboatRecovery
internal import LifeboatTestSupport

/// A node in this process with one run and one tier, a prefix of a bucket.
struct BucketNode {
    /// Source, policy and state.
    let site: Site
    private let variables: [String: String]

    /// A node at `path` whose tier is `s3://bucket/prefix`, reached as `access` says, with its keys in the
    /// environment; or with `variables` there in place of the keys.
    init(
        at path: String,
        bucket: String,
        prefix: String,
        access: ServiceAccess,
        variables: [String: String]? = nil
    ) throws {
        self.variables =
            variables ?? ["AWS_ACCESS_KEY_ID": access.accessKey, "AWS_SECRET_ACCESS_KEY": access.secretKey]
        site = try Site(at: path, tiers: [])
        try site.addSmallRun("exp1")
        try site.write(Site.noise(300_000, seed: 1), to: "runs/exp1/events.one")
        for index in 0..<5 { try site.write("label \(index)\n", to: "runs/exp1/labels/\(index).txt") }
        try site.write(
            """
            version: 1
            name: site
            sources:
              - { name: train, path: \(site.source) }
            tiers:
              - { name: store, kind: s3, url: s3://\(bucket)/\(prefix), endpoint: "\(access.endpoint)" }

            """,
            to: "lifeboat.yaml"
        )
    }

    /// The run as it is in the source.
    func digests() throws -> [String: String] { try FileTree("\(site.source)/exp1").digests() }

    /// Runs a command line as a process of its own would: with connections, credentials and a retry budget
    /// that nobody used before. Pauses take no time; `pausing` runs in place of each.
    func run(
        _ arguments: String...,
        clock: any WallClock = SystemClock(),
        pausing: @escaping @Sendable () -> Void = {}
    ) -> CommandRun {
        let environment = site.environment.merging(variables) { $1 }
        let stores = PolicyStores(
            buckets: ObjectStores(
                environment: environment,
                home: site.path,
                version: "test",
                clock: clock,
                cancellation: Cancellation(),
                random: SeededGenerator(seed: 1),
                time: NoTime(pausing: pausing),
                stallTimeout: 0.4
            )
        )
        return CommandRun(arguments, at: site, environment: environment, clock: clock, stores: stores)
    }
}
