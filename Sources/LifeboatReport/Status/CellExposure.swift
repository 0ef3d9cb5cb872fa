public import LifeboatRecovery

/// Whether an experiment is exposed in a tier, and how much.
public enum CellExposure: Sendable, Hashable {
    /// It is held against the RPO.
    case counted(Exposure)
    /// It does not count: the source can be read and does not have the experiment.
    case notCounted

    /// The exposure where it counts.
    public var counted: Exposure? {
        guard case .counted(let exposure) = self else { return nil }
        return exposure
    }
}
