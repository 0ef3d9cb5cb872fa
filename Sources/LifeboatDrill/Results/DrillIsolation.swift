/// What kept the drill of one tier from being helped by anything outside that tier.
public enum DrillIsolation: String, Sendable, CaseIterable {
    /// A mount namespace of its own, in which sources, other tiers, local state and home are empty.
    case mountNamespace = "mount-namespace"
    /// Nothing: the system gives no namespace, or the worker never got that far.
    case none
}
