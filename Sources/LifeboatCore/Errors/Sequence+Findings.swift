extension Sequence where Element == Finding {
    /// Those that are errors, in their order.
    public var errors: [Finding] { filter { $0.severity == .error } }

    /// Whether any is an error: what makes a check fail.
    public var hasError: Bool { contains { $0.severity == .error } }
}
