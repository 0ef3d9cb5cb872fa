/// A disaster that a plan answers.
public enum Scenario: String, Sendable, Hashable, CaseIterable {
    /// The node and everything that lives and dies with it are gone.
    case instanceLoss = "instance-loss"
    /// The disk that training writes to is gone; the node is still there.
    case diskLoss = "disk-loss"
    /// A bucket is gone or out of reach.
    case bucketLoss = "bucket-loss"
    /// A region is gone, with the node in it.
    case regionLoss = "region-loss"
    /// Somebody with the rights of the node changed or deleted what the node can write.
    case ransomware
    /// A key that a tier's encryption needs is gone.
    case keyLoss = "key-loss"
    /// The newest checkpoint is damaged, or training went wrong and its newest state is not wanted.
    case badCheckpoint = "bad-checkpoint"

    /// Whether training needs another machine.
    public var needsNewNode: Bool {
        switch self {
        case .instanceLoss, .regionLoss, .ransomware: true
        case .diskLoss, .bucketLoss, .keyLoss, .badCheckpoint: false
        }
    }
}
