/// What a record is evidence of.
public enum EvidenceKind: String, Sendable, CaseIterable {
    /// Tiers were brought up to date.
    case protect
    /// Samples were restored and verified.
    case drill
    /// An experiment was restored.
    case restore
    /// Recovery points were deleted by retention.
    case prune
    /// Objects that nothing leads to were condemned or deleted.
    case gc
}
