public import LifeboatCore

/// What a signature says of the body of its request.
public enum PayloadHash: Sendable, Hashable {
    /// Its SHA-256.
    case digest(Digest)
    /// Nothing: whoever stands between could change it. TLS is required unless `inClear` says otherwise.
    case unsigned(inClear: Bool)

    /// The hash of a body of no bytes.
    public static let empty = PayloadHash.digest(Hasher256().finish())

    /// As it stands in the request.
    var text: String {
        switch self {
        case .digest(let digest): digest.hex
        case .unsigned: "UNSIGNED-PAYLOAD"
        }
    }
}
