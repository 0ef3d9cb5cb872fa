public import LifeboatHTTP

/// What goes with the bytes of an object.
public struct S3PutOptions: Sendable, Hashable {
    /// Whether the store refuses (`PreconditionFailed`) when the key exists. Old stores ignore it.
    public var ifAbsent = false
    /// The class, as the store names it; nil for its default.
    public var storageClass: String?
    /// Until when it cannot be deleted.
    public var retention: S3Retention?
    /// Whether it cannot be deleted until somebody takes that back.
    public var hasLegalHold = false
    /// Names and values that lifecycle rules and policies can ask for.
    public var tags: [HTTPAddress.Parameter] = []

    /// No options.
    public init() {}
}
