internal import LifeboatCore
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// Writes one record of evidence: into the local outbox first, then into every tier that is to have it.
///
/// Made before the work that is to be recorded: a key that cannot be used must fail before anything changes.
struct EvidenceWriter {
    private let context: Context
    private let state: LocalState
    private let policy: Policy?
    private let signer: Signer

    /// Opens the key of the policy, or makes one.
    init(context: Context, state: LocalState, policy: Policy?) throws {
        self.context = context
        self.state = state
        self.policy = policy
        signer = try Signer.loadOrCreate(at: Self.keyPath(policy, context, state))
    }

    private var trust: [PublicKey] { (policy?.evidence.trust ?? []).compactMap { PublicKey($0) } }

    /// Whether the policy pins keys and not this one: what it signs is taken for forged.
    private var isRejected: Bool { !trust.isEmpty && !trust.contains(signer.publicKey) }

    /// Says that the policy does not pin the key: once, when it is made, where the policy pins none; else
    /// every time.
    var unpinnedKey: [Finding] {
        signer.wasCreated || isRejected ? [signer.pinFinding(trust: trust)].compactMap { $0 } : []
    }

    private typealias Place = (tier: Tier, vault: Vault)

    /// What verbs say of a tier that they cannot open.
    private static let closed: Set = ["tier.unreachable", "prune.tier-failed", "drill.tier-unreachable"]

    /// Records what was done. What cannot be published now is a finding; the outbox keeps it for the next
    /// time. Tiers that `told` says are unreachable are passed over: nothing is said twice. `used` is a vault
    /// that was worked with, of a tier or not: a chain of this key in it is gone on with.
    func record(_ kind: EvidenceKind, _ body: JSON, told: [Finding] = [], used: Vault? = nil) throws
        -> [Finding]
    {
        let ledger = try LocalLedger(path: state.path + "/ledger", signer: signer)
        var findings = unpinnedKey
        let unreachable = Set(told.filter { Self.closed.contains($0.code) }.map(\.path))
        let vaults = self.vaults(unreachable, &findings)
        try state.vaults.notice(vaults.map { ($0.tier.address, $0.vault.marker) })
        for (tier, vault) in vaults {
            attempt(tier, &findings) { _ = try ledger.adopt(from: vault.store) }
        }
        if let used {
            do { _ = try ledger.adopt(from: used.store) } catch {
                findings.append(Finding("evidence.not-published", failure: error, path: used.address))
            }
        }
        var heads: [SignerID: ChainHead] = [:]
        for (tier, vault) in vaults {
            var seen: [Finding] = []
            attempt(tier, &findings) {
                let read = try LedgerReader(vault.store).heads()
                seen = read.findings + read.records.compactMap { skew(EvidenceItem($0)) }
                heads.merge(read.heads) { $0.sequence >= $1.sequence ? $0 : $1 }
            }
            // A chain lies in several tiers: what is said of it is said once.
            findings += seen.filter { !findings.contains($0) }
        }
        heads[signer.id] = nil
        let record = try ledger.append(
            kind: kind,
            body: body,
            heads: heads,
            time: context.clock.now(),
            host: context.host
        )
        var places: [VaultRegistry.Place] = []
        // What changed no vault is missed by nobody, and would make the evidence of every node fail: it waits
        // until the key is trusted or something is recorded that the others have to know.
        let waits = isRejected && (kind == .restore || kind == .drill)
        for (tier, vault) in waits ? [] : vaults {
            attempt(tier, &findings) {
                _ = try ledger.publish(to: vault.store)
                places.append((tier.address, vault.marker))
            }
        }
        try state.vaults.published(signer.id.text, record.sequence, to: places)
        return findings
    }

    /// What cannot be published makes nothing undone that the record tells of: the outbox keeps it.
    static func waiting(_ finding: Finding, of kind: EvidenceKind) -> Finding {
        guard finding.code == "evidence.not-published" else { return finding }
        return Finding(
            finding.code,
            .warning,
            path: finding.path,
            "the record of this \(kind.rawValue) waits for the tier: \(finding.message)",
            hint: "The next `lifeboat protect` that reaches it publishes the record."
        )
    }

    private func skew(_ item: EvidenceItem) -> Finding? {
        let isAhead = ClockSkew.isAhead(item.time, of: context.clock.now())
        return isAhead ? EvidenceHistory.fromTheFuture(item) : nil
    }

    private static func keyPath(_ policy: Policy?, _ context: Context, _ state: LocalState) throws -> String {
        switch policy?.evidence.key {
        case .file(let path): return context.absolute(path)
        case nil: return state.path + "/signer.key"
        default:
            throw LifeboatError(
                .unsupported,
                "the evidence key must be a file",
                path: "evidence.key",
                hint: "Write file:PATH, with mode 0600."
            )
        }
    }

    private func vaults(_ unreachable: Set<String>, _ findings: inout [Finding]) -> [Place] {
        var vaults: [Place] = []
        for name in policy?.evidence.to ?? [] {
            guard let tier = policy?.tier(named: name), !unreachable.contains(name),
                !unreachable.contains(tier.address)
            else { continue }
            attempt(tier, &findings) { vaults.append((tier, try TierVault.open(tier, context.stores))) }
        }
        return vaults
    }

    private func attempt(_ tier: Tier, _ findings: inout [Finding], _ body: () throws -> Void) {
        do { try body() } catch {
            findings.append(Finding("evidence.not-published", failure: error, path: tier.name))
        }
    }
}
