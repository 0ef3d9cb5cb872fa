internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

/// Reads what an experiment needs to run again, as the policy says where to look.
struct EnvironmentReader: Sendable {
    let policy: Policy

    func read(_ experiment: Experiment) -> JSON { .null }
}
