public import LifeboatCore
public import LifeboatPolicy
internal import LifeboatRecovery
public import LifeboatVault

/// What a recovery plan is made for.
public struct PlanRequest: Sendable {
    /// The point to restore.
    public var point: Point
    /// The path or URL of the vault that holds it.
    public var vault: String
    /// The directory that becomes the run directory; absolute.
    public var target: String
    /// The disaster that is answered.
    public var scenario: Scenario
    /// When the plan is made.
    public var generated: Timestamp
    /// The tier; nil where the vault is used without a policy.
    public var tier: Tier?
    /// The policy's path on the new node; nil to use the vault by its address.
    public var policyFile: String?
    /// What is asked of the tier; nil for nothing.
    public var objective: Objective?
    /// What was measured.
    public var rates = MeasuredRates()
    /// How tier and point were chosen; nil when they were named.
    public var choice: ScenarioChoice?
    /// Where the data set's description or directory will be on the node; nil for the recorded path.
    public var dataset: String?
    /// What to train on (`0`, `0,1`, `cpu`); nil for the recorded devices.
    public var device: String?
    /// A directory of packages to install from without a network.
    public var wheelhouse: String?
    /// Where environment and code are put; nil for a directory named after the run below `/opt/lifeboat`.
    public var workspace: String?

    /// Where a run goes that is restored because of `scenario`, where nobody says it: to where it was. A bad
    /// checkpoint leaves the run directory where it is, and so the earlier state goes beside it.
    public static func usualTarget(of point: Point, _ scenario: Scenario) -> String {
        let place = point.manifest.origin.path
        return scenario == .badCheckpoint ? "\(place)-\(point.id.short)" : place
    }

    /// A request for what a scenario leaves; nil when it leaves nothing that could be restored.
    public init?(_ choice: ScenarioChoice, target: String, generated: Timestamp) {
        guard let point = choice.point, let state = choice.tier else { return nil }
        self.init(
            point: point,
            vault: state.address,
            target: target,
            scenario: choice.scenario,
            generated: generated
        )
        tier = state.tier
        self.choice = choice
    }

    /// A request with everything else left open.
    public init(point: Point, vault: String, target: String, scenario: Scenario, generated: Timestamp) {
        self.point = point
        self.vault = vault
        self.target = target
        self.scenario = scenario
        self.generated = generated
    }
}
