/// What a notification is sent about.
public enum NotifyEvent: String, Sendable, Hashable, CaseIterable {
    /// Something that held does not hold any more.
    case failure
    /// It holds again.
    case recovery
}
