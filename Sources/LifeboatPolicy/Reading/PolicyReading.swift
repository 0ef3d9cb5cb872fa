public import LifeboatCore

/// What came of reading a policy.
public struct PolicyReading: Sendable, Hashable {
    /// The policy; nil when there is any error.
    public let policy: Policy?
    /// Every problem, by position.
    public let problems: [PolicyProblem]

    private let file: String
    private let places: [String: Position]

    init(policy: Policy?, problems: [PolicyProblem], file: String, places: [String: Position]) {
        self.policy = policy
        self.problems = problems
        self.file = file
        self.places = places
    }

    /// The same with one more problem, which only a look at the file system could find; `keyPath` as in
    /// `tiers[1].path`. After an error there is no policy.
    public func adding(
        _ code: String,
        _ severity: Severity = .error,
        at keyPath: String,
        _ message: String,
        hint: String
    ) -> PolicyReading {
        let place = places[keyPath] ?? .start
        let problem = PolicyProblem(
            code: code,
            severity: severity,
            file: file,
            line: place.line,
            column: place.column,
            keyPath: keyPath,
            message: message,
            hint: hint
        )
        let at = problems.firstIndex { ($0.line, $0.column) > (place.line, place.column) } ?? problems.count
        var problems = problems
        problems.insert(problem, at: at)
        return PolicyReading(
            policy: severity == .error ? nil : policy,
            problems: problems,
            file: file,
            places: places
        )
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
            "the policy has \(Counted.text(errors.count, "error")):\n\(lines)",
            path: file
        )
    }
}
