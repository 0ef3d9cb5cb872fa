internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles
public import LifeboatPolicy

/// Reads what a training run needs to run again: system, GPUs, Python packages, data sets. Runs no command
/// and no Python. What is not there is null, what cannot be read is a finding; nothing is thrown.
public struct EnvironmentCapture: Sendable {
    private let settings: EnvironmentSettings
    private let root: String
    private let candidates: [String]
    private let limits: EnvironmentLimits

    /// A capture of the machine whose file system begins at `root`.
    ///
    /// Where the policy names no Python, the first of `candidates` that is an environment or interpreter is
    /// taken (the caller knows of active ones), then the usual places.
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

    /// Captures everything. `datasets` are the paths that the run itself names (`data` of its training
    /// arguments); those of the policy are added.
    public func capture(datasets: [String] = []) -> CapturedEnvironment {
        var files = HostFiles(root: root)
        var facts: [String: JSON] = [
            "schema": "lifeboat.environment/1", "wheelhouse": .optional(settings.wheelhouse),
        ]
        facts["system"] = SystemFacts.json(&files)
        facts["accelerator"] = AcceleratorFacts.json(&files, limit: limits.gpus)
        facts["python"] = python(&files)
        var named: Set<String> = []
        var sets: [JSON] = []
        let places = datasets.map { ($0, "run") } + settings.dataset.map { ($0, "policy") }
        // Where the policy names a data set that is there, what the run recorded is not needed.
        let isNamed = settings.dataset.contains { files.kind($0) != nil }
        for (path, namedBy) in places where named.insert(path).inserted {
            let isNeeded = namedBy == "policy" || !isNamed
            sets.append(
                DatasetFacts(path: path, namedBy: namedBy, isNeeded: isNeeded, limits: limits).json(&files)
            )
        }
        facts["datasets"] = .array(sets)
        return CapturedEnvironment(facts: .object(facts), findings: files.findings)
    }

    /// The data set that the training arguments of an experiment name, for `capture`; none where they name
    /// none or cannot be read.
    public static func datasets(of experiment: Experiment) -> [String] {
        guard experiment.layout == SourceLayout.ultralytics.rawValue,
            let file = try? Directory(experiment.place).open(UltralyticsRun.argumentsFile),
            let bytes = try? file.contents(limit: 1 << 20),
            let data = UltralyticsRun.arguments(yaml: bytes)["data"]?.stringValue
        else { return [] }
        return [data]
    }

    private func python(_ files: inout HostFiles) -> JSON {
        let places = settings.python.map { [$0] } ?? candidates + Self.usual
        for place in places {
            if let environment = PythonEnvironment(place, &files) {
                return PythonFacts(environment: environment, limit: limits.packages).json(&files)
            }
        }
        if let stated = settings.python {
            files.note(
                Finding(
                    "environment.python-missing",
                    .warning,
                    path: stated,
                    "is no Python environment and no interpreter",
                    hint: "Correct environment.python in the policy."
                )
            )
        }
        return .null
    }

    private static let usual = ["/opt/venv", "/venv", "/opt/conda", "/usr/local", "/usr"]
}
