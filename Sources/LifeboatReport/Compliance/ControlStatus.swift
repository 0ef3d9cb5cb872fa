/// What a control came to.
public enum ControlStatus: String, Sendable, Hashable, CaseIterable {
    /// What it asks for was found.
    case pass
    /// It was not.
    case fail
    /// The policy asks nothing of the kind.
    case notApplicable
}
