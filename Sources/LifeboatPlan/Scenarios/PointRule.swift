internal import LifeboatCore
internal import LifeboatRecovery
internal import LifeboatVault

/// Which points a scenario leaves to choose from.
struct PointRule: Sendable {
    let before: Timestamp?
    /// Points with this epoch or a later one are not wanted.
    let badEpoch: Int?
    private let needsResumable: Bool

    init(scenario: Scenario, before: Timestamp?, tiers: [TierState]) {
        let isTimed = scenario == .ransomware || scenario == .badCheckpoint
        self.before = isTimed ? before : nil
        needsResumable = scenario == .badCheckpoint
        let newest = tiers.compactMap(\.points.first).min(by: Point.isNewer)
        if scenario == .badCheckpoint, before == nil, let newest, PointChoice.isGood(newest) {
            badEpoch = Self.epoch(newest)
        } else {
            badEpoch = nil
        }
    }

    func allows(_ point: Point) -> Bool {
        guard PointChoice.isGood(point), !Self.isDangerous(point) else { return false }
        if let before, point.manifest.created >= before { return false }
        if let badEpoch {
            guard let epoch = Self.epoch(point), epoch < badEpoch else { return false }
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
