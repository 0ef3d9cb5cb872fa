internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// How far a tier is behind the one that feeds it. Pure.
enum Lag {
    /// The tier with its lag.
    static func compliance(of tier: Tier, _ status: StatusTier, _ input: ReportInput) -> TierCompliance {
        let lacking = Self.lacking(tier, input)
        let oldest = lacking?.map { max(0, input.now.seconds(since: $0.manifest.created)) }.max() ?? 0
        let objective = input.policy.objectives[tier.name]
        return TierCompliance(
            status: status,
            replicationLagSeconds: lacking == nil ? nil : oldest,
            lagSeconds: objective?.lag,
            lacking: lacking?.count ?? 0,
            rtoSeconds: objective?.rto
        )
    }

    /// The points that the feeding tier has complete and whole and this one lacks or has damaged, of those
    /// that its own retention would keep; nil where no tier feeds it or one of the two cannot be reached.
    private static func lacking(_ tier: Tier, _ input: ReportInput) -> [Point]? {
        guard let feeder = tier.from.flatMap({ input.policy.tier(named: $0) }) else { return nil }
        let (here, there) = (input.state(of: tier), input.state(of: feeder))
        guard here.isReachable, there.isReachable else { return nil }
        let have = Set(here.points.filter { here.damaged[$0.id] == nil }.map(\.id))
        let all = here.points + there.points.filter { point in !here.points.contains { $0.id == point.id } }
        let kept = RetentionRule(input.policy.retention(for: tier), now: input.now).kept(all)
        return there.points.filter { there.isWhole($0) && !have.contains($0.id) && kept.contains($0.id) }
    }
}
