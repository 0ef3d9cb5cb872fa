/// What the recovery plan is told about the training environment.
public struct EnvironmentSettings: Sendable, Hashable {
    /// Absolute path of the Python environment or interpreter; nil when it is found out.
    public let python: String?
    /// Absolute paths of the data set descriptions or directories that training needs.
    public let dataset: [String]
    /// Absolute path of a directory of packages to install from without a network.
    public let wheelhouse: String?

    /// Makes the settings; paths are absolute.
    public init(python: String? = nil, dataset: [String] = [], wheelhouse: String? = nil) {
        self.python = python
        self.dataset = dataset
        self.wheelhouse = wheelhouse
    }
}
