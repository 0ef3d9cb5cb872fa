internal import LifeboatCore
internal import LifeboatRecovery
internal import LifeboatVault

/// Which points a scenario leaves to choose from.
struct PointRule: Sendable {
    let before: Timestamp?
    /// The point whose state is not wanted; others of its epoch hold the same state.
    let bad: Point?
    private let needsResumable: Bool

    init(scenario: Scenario, before: Timestamp?, tiers: [TierState]) {
        let isTimed = scenario == .ransomware || scenario == .badCheckpoint
        self.before = isTimed ? before : nil
        needsResumable = scenario == .badCheckpoint
        let newest = tiers.compactMap(\.points.first).min(by: Point.isNewer)
        bad =
            scenario == .badCheckpoint && before == nil
            ? newest.flatMap { PointChoice.isGood($0) ? $0 : nil } : nil
    }

    func allows(_ point: Point) -> Bool {
        guard PointChoice.isGood(point), !Self.isDangerous(point) else { return false }
        if let before, point.manifest.created >= before { return false }
        if let bad {
            guard point.id != bad.id else { return false }
            // A run that was begun anew goes back in epochs: an older point may well have a later one.
            if let epoch = Self.epoch(bad), Self.epoch(point) == epoch { return false }
        }
        return !needsResumable || point.manifest.training["verdict"] == "RESUMABLE"
    }

    /// The last completed epoch of a point, from 0; nil where none is stored.
    static func epoch(_ point: Point) -> Int? {
        point.manifest.training["epoch"]?.intValue.flatMap { $0 >= 0 ? $0 : nil }
    }

    private static func isDangerous(_ point: Point) -> Bool {
        point.manifest.training["safety"] == "dangerous"
    }
}
