internal import Crypto

/// Computes a SHA-256 digest piece by piece (FIPS 180-4).
public struct Hasher256: Sendable {
    private var state = SHA256()

    /// A fresh computation.
    public init() {}

    /// Takes in more bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) { state.update(bufferPointer: bytes) }

    /// Takes in more bytes.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
    }

    /// The digest of everything taken in so far.
    public func finish() -> Digest { Self.digest(state.finalize()) }

    /// The digest of `bytes`.
    public static func digest(of bytes: UnsafeRawBufferPointer) -> Digest {
        var hasher = Hasher256()
        hasher.update(bytes)
        return hasher.finish()
    }

    /// The digest of `bytes`.
    public static func digest(of bytes: [UInt8]) -> Digest { bytes.withUnsafeBytes { digest(of: $0) } }

    /// The digest of the UTF-8 of `text`.
    public static func digest(of text: String) -> Digest { digest(of: Array(text.utf8)) }

    private static func digest(_ value: SHA256Digest) -> Digest {
        guard let digest = Digest(bytes: value) else { preconditionFailure("SHA-256 is 32 bytes") }
        return digest
    }
}
