internal import LifeboatAWS
public import LifeboatCore

/// A key for SSE-C. No description of it holds the key.
public struct S3CustomerKey: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// A key of exactly 32 bytes. Throws `usage` for another length.
    public init(_ bytes: [UInt8]) throws(LifeboatError) {
        guard bytes.count == 32 else {
            throw LifeboatError(.usage, "a customer's key has 32 bytes, this one has \(bytes.count)")
        }
        self.bytes = bytes
    }

    /// The bytes in base64.
    var base64: String { Base64.encode(bytes) }

    /// MD5 of the bytes in base64, which the store compares.
    var checksum: String { ContentMD5.base64(bytes) }

    /// No part of the key.
    public var description: String { "a customer's key" }

    /// Nothing: a dump shows no key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
