/// One question an auditor asks, with its answer and what the answer rests on.
public struct Control: Sendable, Hashable {
    /// Stable dotted name, as in `rpo.s3`.
    public let id: String
    /// The question as a statement that holds when it passes.
    public let title: String
    /// The answer.
    public let status: ControlStatus
    /// Why, in one sentence with numbers.
    public let reason: String
    /// What to do; empty unless it failed.
    public let remedy: String
    /// The records it rests on, each `<signer>/<sequence>`.
    public let evidence: [String]
    /// The clauses of standards it answers to.
    public let clauses: [String]

    /// Makes a control.
    public init(
        _ id: String,
        _ title: String,
        _ status: ControlStatus,
        reason: String,
        remedy: String = "",
        evidence: [String] = [],
        clauses: [String]
    ) {
        self.id = id
        self.title = title
        self.status = status
        self.reason = reason
        self.remedy = status == .fail ? remedy : ""
        self.evidence = evidence
        self.clauses = clauses
    }
}
