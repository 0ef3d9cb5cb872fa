public import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

/// Whether the policy is kept, computed from evidence and from what was found. Pure.
public struct ComplianceReport: Sendable {
    /// The name of the policy.
    public let policy: String
    /// The host that looked.
    public let host: String
    /// When.
    public let generated: Timestamp
    /// Where the histories begin: with the oldest record, and at most 90 days back; nil without evidence.
    public let windowStart: Timestamp?
    /// How many records of evidence the controls were computed from, whatever their age.
    public let records: Int
    /// The tiers in the policy's order.
    public let tiers: [TierCompliance]
    /// The controls, in a fixed order.
    public let controls: [Control]
    /// The table it rests on.
    public let status: StatusTable
    /// Exposure and drills over time.
    public let history: [TierHistory]
    /// What is wrong or notable.
    public var findings: [Finding] { status.findings }

    /// Whether no control failed.
    public var isCompliant: Bool { failed.isEmpty }

    /// The controls that failed.
    public var failed: [Control] { controls.filter { $0.status == .fail } }

    /// Computes the report.
    public init(_ input: ReportInput) {
        let history = EvidenceHistory(input.evidence, now: input.now)
        let status = StatusTable(input)
        let tiers = zip(input.policy.tiers, status.tiers).map { Lag.compliance(of: $0, $1, input) }
        let facts = ControlFacts(input: input, history: history, status: status, tiers: tiers)
        policy = input.policy.name
        host = input.host
        generated = input.now
        windowStart = history.first.map { max($0, input.now.adding(seconds: -TierHistory.windowSeconds)) }
        records = input.evidence.count
        self.tiers = tiers
        self.status = status
        controls = facts.controls
        self.history = input.policy.tiers.map { TierHistory(of: $0.name, history, now: input.now) }
    }
}
