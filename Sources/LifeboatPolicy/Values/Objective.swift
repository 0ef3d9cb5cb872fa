/// What is asked of one tier; every part is optional and in seconds.
public struct Objective: Sendable, Hashable {
    /// Recovery point objective: the longest exposure.
    public let rpo: Double?
    /// Recovery time objective: the longest restore.
    public let rto: Double?
    /// The longest a point may take from the feeding tier to here.
    public let lag: Double?

    /// Makes an objective; seconds.
    public init(rpo: Double? = nil, rto: Double? = nil, lag: Double? = nil) {
        self.rpo = rpo
        self.rto = rto
        self.lag = lag
    }
}
