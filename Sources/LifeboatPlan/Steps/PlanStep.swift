public import LifeboatCore

/// One step of a recovery plan.
public struct PlanStep: Sendable, Hashable {
    /// Stable name, as in `restore`.
    public let id: String
    /// What it does, as an imperative.
    public let title: String
    /// Why it is needed, and what is known about it.
    public let why: String
    /// Commands for a POSIX shell, each complete; none when a person has to act.
    public let commands: [String]
    /// A command for a POSIX shell that succeeds when the step is done; nil when only a person can tell.
    public let check: String?
    /// How long it takes.
    public let estimate: Estimate
    /// What to do when it fails.
    public let onFailure: String

    /// Makes a step.
    public init(
        id: String,
        title: String,
        why: String,
        commands: [String] = [],
        check: String? = nil,
        estimate: Estimate,
        onFailure: String
    ) {
        self.id = id
        self.title = title
        self.why = why
        self.commands = commands
        self.check = check
        self.estimate = estimate
        self.onFailure = onFailure
    }

    /// The JSON form.
    public var json: JSON {
        [
            "id": .string(id), "title": .string(title), "why": .string(why),
            "commands": .array(commands.map(JSON.string)), "check": .optional(check),
            "estimate": estimate.json, "onFailure": .string(onFailure),
        ]
    }
}
