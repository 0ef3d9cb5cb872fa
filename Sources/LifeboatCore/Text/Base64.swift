internal import FoundationEssentials

/// Standard base64 with padding (RFC 4648, section 4).
public enum Base64 {
    /// The text form.
    public static func encode(_ bytes: some Collection<UInt8>) -> String { Data(bytes).base64EncodedString() }

    /// The bytes, or nil when `text` is not base64.
    public static func decode(_ text: String) -> [UInt8]? { Data(base64Encoded: text).map(Array.init) }
}
