public import LifeboatCore

/// One experiment and what every tier holds of it.
public struct StatusRow: Sendable {
    /// The experiment's name.
    public let experiment: String
    /// Its run; nil for one that was never protected.
    public let run: RunID?
    /// The host that has it, or had it when its newest point was taken.
    public let host: String
    /// Whether the source still has it.
    public let presence: ExperimentPresence
    /// One cell for each tier, in the policy's order.
    public let cells: [StatusCell]
}
