internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery

/// `protect`: brings every tier up to date.
struct ProtectVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "protect",
        abstract: "Bring every tier up to date.",
        discussion: """
            Takes what changed in the sources into the first tier and copies new points on to the others. A \
            checkpoint that is being written is read again until it is whole; a torn one is never published.

            EXAMPLES
              lifeboat protect
              lifeboat protect --policy /etc/lifeboat.yaml --json
            """
    )

    @OptionGroup var options: CommonOptions

    func run(_ context: Context) throws -> ExitStatus {
        let policy = try context.policy(options)
        let state = try context.state()
        let evidence = try EvidenceWriter(context: context, state: state, policy: policy)
        let environment = EnvironmentReader(policy, context)
        let protector = Protector(
            policy: policy,
            stores: context.stores,
            state: state,
            host: context.host,
            clock: context.clock,
            workers: context.workers,
            progress: context.progress(options),
            cancellation: context.cancellation,
            environment: { environment.read(training: $1) },
            equip: { RecoveryKit.place(for: $0, in: $1) }
        )
        var random = SystemRandomNumberGenerator()
        var result = ProtectResult()
        let outcome = Result { try protector.run(&result, using: &random) }
        if case .failure(let error) = outcome {
            // What was published is told also when it was stopped half-way.
            result.findings +=
                result.isAnythingDone ? try record(result, with: evidence) : evidence.unpinnedKey
            for finding in result.findings { context.console.finding(finding) }
            throw error
        }
        result.findings += try record(result, with: evidence)
        context.present("protect", options, json: result.json, findings: result.findings) {
            Self.text(result)
        }
        return result.isGood ? .good : .failed
    }

    private func record(_ result: ProtectResult, with evidence: EvidenceWriter) throws -> [Finding] {
        try evidence.record(.protect, result.json, told: result.findings)
    }

    private static func text(_ result: ProtectResult) -> String {
        var table = TextTable(["TIER", "NEW POINTS", "UNCHANGED", "READ", "STORED"], right: [1, 2, 3, 4])
        for tier in result.tiers {
            table.add([
                tier.tier, String(tier.published.count), String(tier.skipped),
                ByteCount.text(tier.bytesRead),
                ByteCount.text(tier.bytesStored),
            ])
        }
        return result.tiers.isEmpty ? "" : table.text
    }
}
