/// A store does not do what the contract of `Store` says.
public struct ContractViolation: Error, CustomStringConvertible {
    /// What it did instead.
    public let description: String

    init(_ description: String) { self.description = description }
}
