/// What a put does with a key that exists.
public enum PutMode: Sendable {
    /// Leaves it as it is.
    case ifAbsent
    /// Writes it again.
    case replacing
}
