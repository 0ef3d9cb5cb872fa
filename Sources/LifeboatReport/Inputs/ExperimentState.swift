public import LifeboatCore
internal import LifeboatFiles
public import LifeboatRecovery
public import LifeboatVault

/// One experiment as its source has it now.
public struct ExperimentState: Sendable {
    /// `<source>/<path below it>`.
    public let name: String
    /// The run directory, by which its points are found.
    public let origin: Origin
    /// Its identity where local state knows it; nil for one that is found by its origin or was never
    /// protected.
    public let run: RunID?
    /// What it holds.
    public let entries: [ExposureEntry]
    /// The epoch its own checkpoint has reached, 0-based, where the caller has looked.
    public let epoch: Int?

    /// Makes a state.
    public init(name: String, origin: Origin, run: RunID?, entries: [ExposureEntry], epoch: Int? = nil) {
        self.name = name
        self.origin = origin
        self.run = run
        self.entries = entries
        self.epoch = epoch
    }

    /// An experiment that a survey found. A registry that cannot be read leaves the run to be found by
    /// origin.
    public init(_ experiment: Experiment, registry: RunRegistry?, epoch: Int? = nil) {
        let origin = experiment.origin
        self.init(
            name: experiment.name,
            origin: origin,
            run: (try? registry?.run(of: origin)) ?? nil,
            entries: experiment.entries.map(ExposureEntry.init),
            epoch: epoch
        )
    }
}
