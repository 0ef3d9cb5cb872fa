internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// What all controls are computed from.
struct ControlFacts: Sendable {
    let input: ReportInput
    let history: EvidenceHistory
    let status: StatusTable
    let tiers: [TierCompliance]

    /// Every control, in a fixed order.
    var controls: [Control] {
        let policies = input.policy.tiers
        return policies.map(exposureControl) + policies.map(lagControl) + policies.map(timeControl)
            + [completeness, presence, usability] + policies.map(drillControl) + [drilledAtAll]
            + [threeCopies, twoMedia, offSite, immutable, noErrors, verified]
    }

    func compliance(_ tier: Tier) -> TierCompliance? { tiers.first { $0.tier == tier.name } }

    /// The rows that count: what sources have, and what they had when they cannot be read.
    var counted: [StatusRow] { status.rows.filter { $0.presence == .present || $0.presence == .unreadable } }

    /// The record of the newest protect that says anything of the tier.
    func newestProtect(_ tier: String) -> [String] {
        history.confirmations.last { $0.tier == tier }.map { [$0.reference] } ?? []
    }
}
