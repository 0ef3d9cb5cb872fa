/// How much of an environment is looked at.
public struct EnvironmentLimits: Sendable, Hashable {
    /// Packages at most.
    public var packages = 10_000
    /// Files of a data set at most.
    public var datasetFiles = 1_000_000
    /// Directories of a data set one below the other at most.
    public var datasetDepth = 64
    /// GPUs at most.
    public var gpus = 1024

    /// The defaults.
    public init() {}
}
