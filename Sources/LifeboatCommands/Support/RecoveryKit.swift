internal import LifeboatCore
internal import LifeboatPlan
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTiers
internal import LifeboatVault

/// What a bare node needs beside the points: the script that restores without Lifeboat, in every vault.
enum RecoveryKit {
    /// Puts the script into the vault of a tier that has another one or none.
    static func place(for tier: Tier, in vault: Vault) -> Finding? {
        let script = Array(BreakGlass.script.utf8)
        do {
            let there = try vault.store.facts(BreakGlass.key)
            if there?.size == script.count, try vault.store.get(BreakGlass.key, limit: 1 << 20) == script {
                return nil
            }
            try vault.store.put(BreakGlass.key, script, .replacing)
            return nil
        } catch {
            return Finding("recovery.kit-not-placed", failure: error, path: tier.name)
        }
    }

    /// What is wrong with the script of a vault that holds points; nil where it is this version's.
    static func problem(in vault: Vault) throws -> Finding? {
        guard try !vault.pointReferences().isEmpty else { return nil }
        let script = Array(BreakGlass.script.utf8)
        do {
            let bytes = try vault.store.get(BreakGlass.key, limit: 1 << 20)
            if bytes == script { return nil }
            if script.starts(with: bytes) { return damaged(vault, "is cut off") }
            return Finding(
                "recovery.kit-differs",
                .warning,
                path: "\(vault.address)/\(BreakGlass.key)",
                "is not the script of this lifeboat: it is another version's, or somebody changed it",
                hint: "Do not run it. `lifeboat protect` writes it again; where no other version was at work,"
                    + " find out who changed it."
            )
        } catch let error as LifeboatError where error.code == .notFound {
            return Finding(
                "recovery.kit-missing",
                .warning,
                path: "\(vault.address)/\(BreakGlass.key)",
                "the script that restores without lifeboat is not there",
                hint: "Run `lifeboat protect`: it writes it."
            )
        } catch let error as LifeboatError where [.corrupt, .unsafePath].contains(error.code) {
            return damaged(vault, error.message)
        }
    }

    private static func damaged(_ vault: Vault, _ reason: String) -> Finding {
        Finding(
            "recovery.kit-damaged",
            .error,
            path: "\(vault.address)/\(BreakGlass.key)",
            "the script that restores without lifeboat cannot be used: \(reason)",
            hint: "Move away what stands there, if anything, and run `lifeboat protect`: it writes it again."
        )
    }
}
