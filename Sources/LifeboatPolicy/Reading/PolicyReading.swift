internal import LifeboatCore

/// What came of reading a policy.
public struct PolicyReading: Sendable, Hashable {
    /// The policy; nil when there is any error.
    public let policy: Policy?
    /// Every problem, by position.
    public let problems: [PolicyProblem]

    /// Makes a reading.
    public init(policy: Policy?, problems: [PolicyProblem]) {
        self.policy = policy
        self.problems = problems
    }

    /// The problems that make the policy invalid.
    public var errors: [PolicyProblem] { problems.filter { $0.severity == .error } }

    /// The problems that do not.
    public var warnings: [PolicyProblem] { problems.filter { $0.severity != .error } }

    /// The policy, or `policyInvalid` with every error as a line of its message.
    public func get() throws -> Policy {
        if let policy { return policy }
        let lines = errors.map { "  \($0.description)" }.joined(separator: "\n")
        throw LifeboatError(
            .policyInvalid,
            "the policy has \(errors.count) \(errors.count == 1 ? "error" : "errors")\n\(lines)"
        )
    }
}
