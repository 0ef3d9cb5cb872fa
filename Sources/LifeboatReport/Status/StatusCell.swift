public import LifeboatCore

/// What one tier holds of one experiment.
public struct StatusCell: Sendable {
    /// The tier's name.
    public let tier: String
    /// The newest point, whatever its state; nil when there is none.
    public let point: PointID?
    /// When it was taken.
    public let created: Timestamp?
    /// Its age in seconds.
    public let ageSeconds: Double?
    /// `complete`, `incomplete`, or `damaged` where it is not whole in this tier; nil without a point.
    public let state: String?
    /// `RESUMABLE`, `INFERENCE_ONLY` or `UNUSABLE`; nil where the point has no checkpoint.
    public let verdict: String?
    /// The epoch its checkpoint has reached, 0-based.
    public let epoch: Int?
    /// The epochs the training is to have.
    public let epochs: Int?
    /// Completed epochs of all, as `Manifest.progress` writes them; nil without an epoch.
    public let progress: String?
    /// Epochs behind the source where its epoch is known, else behind the most advanced tier.
    public let epochsBehind: Int?
    /// How many points the tier holds of the experiment.
    public let points: Int
    /// The exposure of the experiment in this tier.
    public let exposure: CellExposure
}
