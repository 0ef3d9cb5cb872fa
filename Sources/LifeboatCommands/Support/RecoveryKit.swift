internal import LifeboatCore
internal import LifeboatPlan
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTiers
internal import LifeboatVault

/// What a bare node needs beside the points: the script that restores without Lifeboat, in every vault.
enum RecoveryKit {
    /// Puts the script into every vault that has another one or none.
    static func place(in policy: Policy, _ stores: any TierStores) -> [Finding] {
        let script = Array(BreakGlass.script.utf8)
        var findings: [Finding] = []
        for tier in policy.tiers where tier.isWritable {
            // A tier that cannot be opened has its finding from the protect itself.
            guard let store = try? TierVault.open(tier, stores).store else { continue }
            do {
                let there = try store.facts(BreakGlass.key)
                if there?.size == script.count, try store.get(BreakGlass.key, limit: 1 << 20) == script {
                    continue
                }
                try store.put(BreakGlass.key, script, .replacing)
            } catch {
                findings.append(Finding("recovery.kit-not-placed", failure: error, path: tier.name))
            }
        }
        return findings
    }
}
