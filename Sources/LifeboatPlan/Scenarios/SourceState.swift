public import LifeboatCore

/// The run directory as a scenario finds it, before the disaster.
public struct SourceState: Sendable, Hashable {
    /// Its absolute path.
    public let path: String
    /// The device that holds it, as `FileFacts.device` tells it; nil where that is not known.
    public let device: UInt64?
    /// Where the node is (a region, a site); nil where that is not known.
    public let location: String?
    /// Whose credentials the node has (a cloud account); nil where that is not known.
    public let account: String?
    /// The last completed epoch on it, from 0; nil where that is not known.
    public let epoch: Int?
    /// When it changed last; nil where that is not known.
    public let changed: Timestamp?

    /// Makes a state.
    public init(
        path: String,
        device: UInt64? = nil,
        location: String? = nil,
        account: String? = nil,
        epoch: Int? = nil,
        changed: Timestamp? = nil
    ) {
        self.path = path
        self.device = device
        self.location = location
        self.account = account
        self.epoch = epoch
        self.changed = changed
    }
}
