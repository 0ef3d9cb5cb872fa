internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

extension ControlFacts {
    /// The newest point of every experiment is there, complete and whole, in every tier.
    var completeness: Control {
        var problems: [String] = []
        for tier in status.tiers where !tier.isReachable { problems.append("\(tier.tier) cannot be reached") }
        for row in counted {
            for (cell, tier) in zip(row.cells, status.tiers) where tier.isReachable {
                if cell.point == nil {
                    problems.append("\(tier.tier) holds no point of \(row.experiment)")
                } else if let state = cell.state, state != PointState.complete.rawValue {
                    problems.append("the newest point of \(row.experiment) in \(tier.tier) is \(state)")
                }
            }
        }
        let unreadable = input.tiers.flatMap(\.findings).count {
            $0.code == "vault.manifest-unreadable" || $0.code == "vault.point-newer"
        }
        if unreadable > 0 { problems.append("\(Counted.text(unreadable, "manifest")) cannot be read") }
        if counted.isEmpty { problems.append("there is no experiment to hold") }
        let good =
            "The newest points of \(Counted.text(counted.count, "experiment")) are complete in "
            + "\(Counted.text(status.tiers.count, "tier"))."
        return Control(
            "points.complete",
            "The newest point of every experiment is complete in every tier",
            problems.isEmpty ? .pass : .fail,
            reason: problems.isEmpty ? good : sentence(problems),
            remedy: "Run `lifeboat protect`, then `lifeboat status` to see what is still missing.",
            evidence: status.tiers.flatMap { newestProtect($0.tier) }.unique,
            clauses: Clauses.points
        )
    }

    /// What protects recorded as held is still there, unless a prune says it deleted it. What a tier that
    /// cannot be reached holds is not known, and `points.complete` says so.
    var presence: Control {
        let title = "No point has vanished from any tier"
        guard !history.confirmations.isEmpty else {
            return .notAsked("points.present", title, "No evidence names a point yet.", Clauses.points)
        }
        var there: [String: Set<PointID>] = [:]
        var pruned: [String: Set<PointID>] = [:]
        var markers: [String: VaultMarker] = [:]
        for state in input.policy.tiers.map({ input.state(of: $0) }) where state.isReachable {
            markers[state.name] = state.marker
            there[state.name] = Set(state.points.map(\.id))
            pruned[state.name] = history.pruned(for: state.name)
        }
        var seen: Set<String> = []
        // What another vault held that was in the tier's place says nothing of the one that is there now.
        let recorded = history.confirmations.filter { confirmation in
            there[confirmation.tier] != nil && (markers[confirmation.tier].map(confirmation.isOf) ?? true)
        }
        let vanished = recorded.reversed().filter { confirmation in
            there[confirmation.tier]?.contains(confirmation.point) != true
                && pruned[confirmation.tier]?.contains(confirmation.point) != true
                && seen.insert("\(confirmation.tier) \(confirmation.point)").inserted
        }
        let tiers = Words.list(vanished.map(\.tier).unique)
        let total = Set(recorded.map { "\($0.tier) \($0.point)" }).count
        return Control(
            "points.present",
            title,
            vanished.isEmpty ? .pass : .fail,
            reason: vanished.isEmpty
                ? "All of \(Counted.text(total, "point")) that evidence says were held are there or were "
                    + "pruned."
                : "\(Counted.text(vanished.count, "point")) that evidence says \(tiers) held "
                    + "\(vanished.count == 1 ? "is" : "are") gone, and no prune says that it deleted them.",
            remedy:
                "Find out who deletes in \(tiers); run `lifeboat protect` to copy what another tier still "
                + "has.",
            evidence: vanished.map(\.reference).unique,
            clauses: Clauses.points
        )
    }

    /// No newest point has a checkpoint that nothing can be done with.
    var usability: Control {
        let cells = counted.flatMap { row in row.cells.map { (row, $0) } }
        let bad = cells.filter { $0.1.verdict == "UNUSABLE" }.map { "\($0.0.experiment) in \($0.1.tier)" }
        let good = cells.count { $0.1.verdict != nil } - bad.count
        let title = "No newest point holds a checkpoint that cannot be used"
        guard good + bad.count > 0 else {
            return .notAsked("points.usable", title, "No newest point holds a checkpoint.", Clauses.usability)
        }
        return Control(
            "points.usable",
            title,
            bad.isEmpty ? .pass : .fail,
            reason: bad.isEmpty
                ? "\(Counted.text(good, "newest point")) with a checkpoint, none of them unusable."
                : "The checkpoint is unusable in the newest point of \(Words.list(bad)).",
            remedy:
                "Run `lifeboat inspect` on the checkpoint; `lifeboat restore` takes the newest good point.",
            clauses: Clauses.usability
        )
    }

    /// A sentence out of the first of several problems; the name of a tier keeps its small letters.
    func sentence(_ problems: [String]) -> String {
        let text = Words.list(problems)
        if input.policy.tiers.contains(where: { text.hasPrefix($0.name + " ") }) { return text + "." }
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}

extension Array where Element == String {
    /// Every element once, in the order of its first appearance.
    var unique: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
