public import LifeboatCore
public import LifeboatPolicy
public import LifeboatVault

/// What one tier holds now.
public struct TierSurvey: Sendable {
    /// The tier.
    public let tier: Tier
    /// Its vault; nil when it cannot be opened, and then a finding says why.
    public let vault: Vault?
    /// Its points, by run, newest first within a run.
    public let points: [Point]
    /// What is wrong with it.
    public let findings: [Finding]

    /// Looks at a tier. Never throws: what cannot be read is a finding.
    public init(_ tier: Tier, _ stores: any TierStores) {
        self.tier = tier
        do {
            let vault = try TierVault.open(tier, stores)
            let (points, findings) = try vault.points()
            self.vault = vault
            self.points = points
            self.findings = findings
        } catch {
            vault = nil
            points = []
            findings = [Finding("tier.unreachable", failure: error, path: tier.name)]
        }
    }

    /// The points of a run, newest first.
    public func points(of run: RunID) -> [Point] { points.filter { $0.manifest.run == run } }
}
