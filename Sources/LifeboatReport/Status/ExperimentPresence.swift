/// Whether the source still has an experiment that a tier holds.
public enum ExperimentPresence: String, Sendable, Hashable {
    /// The source has it.
    case present
    /// The source can be read and no longer has it.
    case gone
    /// Another host made its points, and this host's source does not have it.
    case elsewhere
    /// The source cannot be read, or is empty where it was not.
    case unreadable
}
