internal import LifeboatCore
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// What evidence says a vault should hold: a vault whose manifests were deleted is whole by itself.
struct VaultExpectation {
    private let history: EvidenceHistory?
    private let policy: Policy?
    private let now: Timestamp
    /// Ledgers that cannot be read: what they say is not known.
    let findings: [Finding]

    /// Reads the ledgers of the vaults of a policy and of this node. Without a policy a vault's own ledger is
    /// all there is.
    init(_ vaults: [VaultAccess.Opened], _ policy: Policy?, _ context: Context) throws {
        self.policy = policy
        now = context.clock.now()
        guard let policy else {
            (history, findings) = (nil, [])
            return
        }
        let (check, items) = try EvidenceCheck.read(
            vaults.map { (tier: $0.name, address: $0.address, vault: $0.vault) },
            own: context.localLedger,
            known: context.knownVaults,
            settings: policy.evidence
        )
        history = EvidenceHistory(items, now: now)
        findings = check.findings.filter { $0.code == "evidence.unreadable" }
    }

    /// What the vault held by any protect since it was made, does not hold now, and no prune took; and the
    /// finding that says so.
    func lost(from opened: VaultAccess.Opened) throws -> (points: Set<PointID>, finding: Finding?) {
        let vault = opened.vault
        let references = try vault.pointReferences()
        guard let history, policy?.tier(named: opened.name) != nil else {
            let items = try LedgerReader(vault.store).contents().records.map { EvidenceItem($0) }
            let own = EvidenceHistory(items, now: now)
            let held =
                references.isEmpty
                ? own.held(in: nil, by: vault.marker).values.reduce(into: Set()) { $0.formUnion($1) } : []
            return (held, Self.finding(held, opened))
        }
        let lost = history.held(in: opened.name, by: vault.marker).values.reduce(into: Set()) {
            $0.formUnion($1)
        }
        .subtracting(references.map(\.id))
        .subtracting(history.pruned(for: opened.name))
        return (lost, Self.finding(lost, opened))
    }

    /// Throws `corrupt` where a vault has not one point and evidence says it had: a collection would condemn
    /// everything that a manifest that comes back needs.
    static func refuseEmptied(_ vaults: [VaultAccess.Opened], _ policy: Policy?, _ context: Context) throws {
        let empty = try vaults.filter { try $0.vault.pointReferences().isEmpty }
        guard !empty.isEmpty else { return }
        let expectation = try VaultExpectation(vaults, policy, context)
        for opened in empty {
            guard let finding = try expectation.lost(from: opened).finding else { continue }
            throw LifeboatError(
                .corrupt,
                "nothing is collected: the vault \(finding.message)",
                path: finding.path,
                hint: "Find out who deleted them, and run `lifeboat protect`: it brings back what a source or"
                    + " another tier still has. To give the vault up, delete its directory or prefix by hand."
            )
        }
    }

    private static func finding(_ lost: Set<PointID>, _ opened: VaultAccess.Opened) -> Finding? {
        guard let one = lost.min() else { return nil }
        return Finding(
            "vault.points-missing",
            .error,
            path: "\(opened.vault.address)/points/",
            "lacks \(Counted.text(lost.count, "point")) that evidence says it held and no prune deleted,"
                + " as \(one.short)",
            hint: "Find out who deleted them. `lifeboat protect` brings back what another tier still has."
        )
    }
}
