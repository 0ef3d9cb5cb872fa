internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

/// Reads what an experiment needs to run again, as the policy and the run itself say where to look.
struct EnvironmentReader: Sendable {
    private let capture: EnvironmentCapture

    init(_ policy: Policy, _ context: Context) {
        // The environment that is active in the shell that protects is most often the one that trains.
        let active = ["VIRTUAL_ENV", "CONDA_PREFIX"].compactMap { context.environment[$0] }
        capture = EnvironmentCapture(settings: policy.environment, candidates: active)
    }

    /// The environment of a run with this training (as its manifest has it).
    func read(training: JSON) -> CapturedEnvironment {
        capture.capture(datasets: [training["data"]?.stringValue].compactMap { $0 })
    }
}
