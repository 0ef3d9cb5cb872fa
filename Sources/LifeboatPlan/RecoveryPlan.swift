public import LifeboatCore
internal import LifeboatPolicy

/// Ordered steps that rebuild a training environment on a fresh node and carry a restore out. Pure: the same
/// request gives the same plan.
public struct RecoveryPlan: Sendable {
    /// What it was made for.
    public let request: PlanRequest
    /// The steps, in order.
    public let steps: [PlanStep]
    /// What is missing or notable.
    public let findings: [Finding]
    /// The command that continues the training; empty when there is nothing to resume.
    public let resumeCommand: String
    /// Whether the training was over, so that it is restored for use and not to go on.
    public let isFinished: Bool

    /// Makes the plan. Throws `usage` when a path of the request is not absolute.
    public init(_ request: PlanRequest) throws {
        for path in [request.target, request.workspace].compactMap({ $0 }) {
            guard path.hasPrefix("/"), !path.utf8.contains(0) else {
                throw LifeboatError(
                    .usage,
                    "is not an absolute path",
                    path: path,
                    hint: "Give one that begins with /."
                )
            }
        }
        let draft = PlanDraft(request)
        self.request = request
        steps = draft.steps
        findings = draft.findings
        resumeCommand = draft.resume.command
        isFinished = draft.resume.isFinished
    }

    /// Seconds until training runs again (or the model can be used), as far as they are known.
    public var predictedSeconds: Double { steps.reduce(0) { $0 + ($1.estimate.seconds ?? 0) } }

    /// Whether the prediction meets the objective; nil without an objective, and when what is known meets it
    /// while the time of some step is not known.
    public var meetsObjective: Bool? {
        guard let rto = request.objective?.rto else { return nil }
        if predictedSeconds > rto { return false }
        return unknownSteps.isEmpty ? true : nil
    }

    /// The steps whose time is not known, and is not in the prediction.
    public var unknownSteps: [String] { steps.filter { $0.estimate.seconds == nil }.map(\.id) }
}
