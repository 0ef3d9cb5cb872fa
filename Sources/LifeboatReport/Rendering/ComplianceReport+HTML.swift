extension ComplianceReport {
    /// One self-contained page.
    public var html: String { "" }
}
