public import LifeboatCore
public import LifeboatPolicy

/// Which drills are due. Pure.
public enum DrillSchedule {
    /// The rules that are due at `now`, in their order.
    ///
    /// A rule is due when its tier was never drilled to its depth, when the last such drill is as old as the
    /// rule's period, when that drill failed (it proved nothing), and when it lies in the future (a clock was
    /// wrong). A drill to another depth does not stand in: its sample is another one.
    public static func due(rules: [DrillRule], last: [LastDrill], now: Timestamp) -> [DrillRule] {
        rules.filter { rule in
            let earlier = last.filter { $0.tier == rule.tier && $0.depth == rule.depth }
            guard let newest = earlier.max(by: isOlder) else { return true }
            let age = now.seconds(since: newest.at)
            return newest.verdict == .failed || age >= rule.everySeconds || age < 0
        }
    }

    /// Of two at the same time, the failed one counts.
    private static func isOlder(_ a: LastDrill, _ b: LastDrill) -> Bool {
        a.at == b.at ? a.verdict == .passed && b.verdict == .failed : a.at < b.at
    }
}
