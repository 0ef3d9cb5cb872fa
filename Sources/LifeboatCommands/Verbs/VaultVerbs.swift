internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// `vault`: care of one vault.
struct VaultVerbs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault",
        abstract: "Make, check and clean vaults.",
        discussion: """
            EXAMPLES
              lifeboat vault init
              lifeboat vault check --read-data
              lifeboat vault gc --dry-run
            """,
        subcommands: [Init.self, Check.self, Collect.self]
    )

    /// `vault init`: makes the vaults of the tiers.
    struct Init: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Make the vault of every tier that has none.",
            discussion: """
                A tier that this node used before and whose vault is gone is most often a disk that is not \
                mounted: its vault is made anew only where the tier is named. Naming a tier that has \
                another vault now takes that one. What each store does is tried out by small writes and \
                shown: conditional writes, checksums, versions, Object Lock, and whether these credentials \
                may delete.

                EXAMPLES
                  lifeboat vault init
                  lifeboat vault init disk
                """
        )

        @Argument(help: "Tiers whose vault may be made anew, or be another one than before.")
        var tiers: [String] = []

        @OptionGroup var options: CommonOptions

        func run(_ context: Context) throws -> ExitStatus {
            let policy = try context.policy(options)
            for tier in tiers { _ = try VaultAccess.tier(tier, policy) }
            var random = SystemRandomNumberGenerator()
            let (made, findings) = try TierVault.makeAll(
                policy,
                registry: context.state().vaults,
                stores: context.stores,
                anew: Set(tiers),
                at: context.clock.now(),
                using: &random
            )
            let probes = made.map { StoreProbe($0.vault.store, of: policy.tier(named: $0.tier), policy) }
            // What a store lacks may be why no vault could be made in it.
            let others = policy.tiers.filter { tier in
                tier.kind == .s3 && !made.contains { $0.tier == tier.name }
            }
            let refused = others.compactMap { tier in
                (try? context.stores.open(tier)).map { StoreProbe($0, of: tier, policy) }
            }
            let all =
                findings + probes.flatMap(\.findings)
                + refused.flatMap(\.findings).filter { $0.code != "store.probe-failed" }
            let isGood = !all.hasError
            let json: JSON = [
                "ok": .bool(isGood), "findings": .array(all.map(\.json)),
                "vaults": .array(
                    zip(made, probes).map { made, probe in
                        [
                            "tier": .string(made.tier), "address": .string(made.vault.address),
                            "set": .string(made.vault.marker.set), "store": probe.json,
                        ]
                    }
                ),
            ]
            context.present("vault-init", options, json: json, findings: all) {
                zip(made, probes).map { made, probe in
                    (["\(made.tier): \(made.vault.address)"] + probe.lines).joined(separator: "\n")
                }
                .joined(separator: "\n")
            }
            return isGood ? .good : .failed
        }
    }

    /// `vault check`: looks a vault over.
    struct Check: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Look over marker, manifests, listings and objects of a vault.",
            discussion: """
                Without --read-data every object is looked at for its presence and length, with it every \
                byte is read and hashed. Points that evidence says were here must be here. Exits 2 when \
                something is wrong; the next protect then writes again what a source or another tier \
                still has.

                EXAMPLES
                  lifeboat vault check
                  lifeboat vault check --tier replica --read-data
                  lifeboat vault check --vault /mnt/replica/vault
                """
        )

        @Flag(name: .long, help: "Read and hash every object.")
        var readData = false

        @OptionGroup var access: VaultOptions<AllTiers>
        @OptionGroup var options: CommonOptions

        func run(_ context: Context) throws -> ExitStatus {
            let (vaults, unreachable) = try access.open(context, options)
            let policy = access.vault == nil ? try context.policy(options) : nil
            let expectation = try VaultExpectation(vaults, policy, context)
            var findings = unreachable + expectation.findings
            var rows: [JSON] = []
            var table = TextTable(
                ["VAULT", "POINTS", "OBJECTS", "SIZE", "UNREFERENCED", "VERDICT"],
                right: [1, 2, 3, 4]
            )
            for opened in vaults {
                let (lost, finding) = try expectation.lost(from: opened)
                let check = try VaultCheck(
                    opened.vault,
                    readingData: readData,
                    arrivingSince: policy.flatMap { policy in
                        policy.tier(named: opened.name)
                            .flatMap { policy.arrivingSince($0, now: context.clock.now()) }
                    },
                    workers: context.workers,
                    progress: context.progress(options),
                    cancellation: context.cancellation
                )
                let damage = check.damage.union(VaultDamage(points: lost))
                let kit = try RecoveryKit.problem(in: opened.vault)
                let own = check.findings + [kit, finding, note(damage, opened, context)].compactMap { $0 }
                let isGood = !own.hasError
                findings += own
                rows.append(
                    check.json.with("tier", .string(opened.name)).with("ok", .bool(isGood))
                        .with("findings", .array(own.map(\.json)))
                )
                table.add([
                    opened.name, String(check.points), String(check.objects), ByteCount.text(check.bytes),
                    String(check.unreferenced), isGood ? "good" : "BAD",
                ])
            }
            let isGood = !findings.hasError
            let json: JSON = [
                "ok": .bool(isGood), "vaults": .array(rows), "findings": .array(findings.map(\.json)),
                "readData": .bool(readData),
            ]
            context.present("vault-check", options, json: json, findings: findings) { table.text }
            return isGood ? .good : .badVerdict
        }

        /// Tells the next protect what to write again. Only a check that read everything clears what an
        /// earlier one found.
        private func note(_ damage: VaultDamage, _ opened: VaultAccess.Opened, _ context: Context) -> Finding?
        {
            let hasState = (try? Directory(context.stateDirectory)) != nil
            guard hasState || !damage.isNone else { return nil }
            do {
                try context.state().damage.change(opened.vault.address) { before in
                    readData ? damage : before.union(damage)
                }
                return nil
            } catch {
                return Finding(
                    "vault.damage-not-noted",
                    .warning,
                    path: (try? context.stateDirectory) ?? "",
                    "what was found cannot be noted for the next protect: "
                        + ((error as? LifeboatError)?.message ?? "\(error)"),
                    hint: "Without it `lifeboat protect` relies on objects of the right length."
                )
            }
        }
    }

    /// `vault gc`: deletes objects that no point needs, in two phases.
    struct Collect: Verb {
        static let configuration = CommandConfiguration(
            commandName: "gc",
            abstract: "Condemn objects that no point needs; delete those condemned long enough ago.",
            discussion: """
                Two phases: what is found unreferenced is condemned, and deleted by a later run when the \
                grace is over and nothing has needed or written it since. Nothing is deleted while a \
                manifest cannot be read.

                EXAMPLES
                  lifeboat vault gc --dry-run
                  lifeboat vault gc --tier disk --grace 14d
                """
        )

        @Option(
            name: .long,
            help: .init(
                "How long an object stays condemned before it is deleted. Default: the policy's gcGrace, 7d.",
                valueName: "duration"
            ),
            transform: SpanArgument.parse
        )
        var grace: Double?

        @Flag(name: .long, help: "Only say what would be done.")
        var dryRun = false

        @OptionGroup var access: VaultOptions<AllTiers>
        @OptionGroup var options: CommonOptions

        func run(_ context: Context) throws -> ExitStatus {
            let (vaults, unreachable) = try access.open(context, options)
            let findings = unreachable + [shortGrace].compactMap { $0 }
            let policy = access.vault == nil ? try context.policy(options) : nil
            let state = try context.state()
            let evidence = dryRun ? nil : try EvidenceWriter(context: context, state: state, policy: policy)
            try VaultExpectation.refuseEmptied(vaults, policy, context)
            var rows: [JSON] = []
            var notes: [String] = []
            var table = TextTable(
                ["VAULT", "REFERENCED", "CONDEMNED", "WAITING", "DELETED", "FREED"],
                right: [1, 2, 3, 4, 5]
            )
            let outcome = Result {
                for opened in vaults {
                    let lock = try state.lock(opened.vault.address, purpose: "collecting \(opened.name)")
                    defer { withExtendedLifetime(lock) {} }
                    var result = CollectionResult()
                    // Also when it was stopped half-way: what it deleted by then is told.
                    defer { rows.append(result.json.with("tier", .string(opened.name))) }
                    let grace = graceSeconds(of: opened, policy)
                    try collect(opened, grace: grace, context, &result)
                    notes += Self.notes(result, of: opened, grace: grace, dryRun: dryRun)
                    table.add([
                        opened.name, String(result.referenced), String(result.condemned),
                        String(result.waiting), String(result.deleted), ByteCount.text(result.bytesDeleted),
                    ])
                }
            }
            var all = findings
            let body: JSON = ["vaults": .array(rows)]
            if let evidence, !rows.isEmpty { all += try evidence.record(.gc, body) }
            if case .failure(let error) = outcome {
                for finding in all { context.console.finding(finding) }
                throw error
            }
            let isGood = !all.hasError
            let json = body.with("ok", .bool(isGood)).with("dryRun", .bool(dryRun)).with(
                "findings",
                .array(all.map(\.json))
            )
            context.present("vault-gc", options, json: json, findings: all) {
                ([table.text] + notes + (dryRun ? ["nothing was done: this was a dry run"] : []))
                    .joined(separator: "\n")
            }
            return isGood ? .good : .failed
        }

        /// As of a policy that says so.
        private var shortGrace: Finding? {
            guard let grace, grace < 86_400 else { return nil }
            return Finding(
                "policy.short-grace",
                .warning,
                path: "--grace",
                "a protect longer than \(TimeSpan.exact(grace)) may lose objects to gc",
                hint: "Leave it out for the policy's gcGrace, or give at least 1d."
            )
        }

        private func graceSeconds(of opened: VaultAccess.Opened, _ policy: Policy?) -> Double {
            let tier = policy?.tier(named: opened.name)
            return grace ?? tier.flatMap { policy?.retention(for: $0).gcGrace } ?? Retention.defaultGrace
        }

        /// When what waits is deleted.
        private static func notes(
            _ result: CollectionResult,
            of opened: VaultAccess.Opened,
            grace: Double,
            dryRun: Bool
        ) -> [String] {
            guard result.waiting > 0 else { return [] }
            let name = Printable.text(opened.name)
            let waits = result.waiting == 1 ? "object waits" : "objects wait"
            let renewed =
                result.renewed == 0
                ? [] : ["\(name): \(result.renewed) of them as if condemned now, being written no earlier"]
            return [
                "\(name): \(result.waiting) \(waits); `lifeboat vault gc` deletes what was condemned"
                    + " \(TimeSpan.exact(grace)) ago or earlier and is needed by no point"
            ] + renewed
        }

        private func collect(
            _ opened: VaultAccess.Opened,
            grace: Double,
            _ context: Context,
            _ result: inout CollectionResult
        ) throws {
            var random = SystemRandomNumberGenerator()
            try Collector(opened.vault, clock: context.clock, graceSeconds: grace)
                .run(dryRun: dryRun, cancellation: context.cancellation, &result, using: &random)
        }
    }
}
