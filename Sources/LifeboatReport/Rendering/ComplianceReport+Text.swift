extension ComplianceReport {
    /// For a terminal: the verdict, what failed and what to do, the tiers.
    public func text(_ style: TextStyle = TextStyle()) -> String { "" }
}
