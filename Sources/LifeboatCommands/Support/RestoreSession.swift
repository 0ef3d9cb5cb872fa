internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// Finds the point to restore: in the vault that was named, else in the nearest tier that has a good one.
struct RestoreSession {
    let context: Context
    let policy: Policy?
    let experiment: ExperimentName
    let point: String?
    let at: Timestamp?

    /// A point and the vault it is restored from.
    struct Chosen {
        let tier: String
        let vault: Vault
        let point: Point
        let findings: [Finding]
    }

    func choose(from place: String?) throws -> Chosen {
        if let place {
            return try choose(in: VaultAccess.open(from: place, policy, context), [])
        }
        var findings: [Finding] = []
        var last: LifeboatError?
        for tier in policy?.tiers ?? [] {
            do {
                return try choose(in: VaultAccess.open(tier, context), findings)
            } catch let error as LifeboatError where error.code != .usage && error.code != .interrupted {
                last = error
                findings.append(
                    Finding(
                        "restore.tier-passed-over",
                        .warning,
                        path: tier.name,
                        error.message,
                        hint: error.hint ?? ""
                    )
                )
            }
        }
        let reasons = findings.map { "\($0.path): \($0.message)" }.joined(separator: "; ")
        throw LifeboatError(
            last?.code ?? .notFound,
            "no tier can restore \(experiment.name): \(reasons)",
            hint: last?.hint ?? "Name a vault with --vault PATH."
        )
    }

    private func choose(in opened: VaultAccess.Opened, _ findings: [Finding]) throws -> Chosen {
        let (points, unreadable) = try opened.vault.points()
        let choice = try PointChoice(
            experiment,
            in: points,
            unreadable: unreadable,
            at: opened.vault.address
        )
        let (point, more) = try choice.point(id: point, at: at)
        // A manifest that cannot be read may have been a newer point: that is said, and does not stop a
        // recovery.
        return Chosen(
            tier: opened.name,
            vault: opened.vault,
            point: point,
            findings: findings + unreadable + more
        )
    }
}
