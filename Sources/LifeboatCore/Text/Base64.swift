internal import FoundationEssentials

/// Standard base64 with padding (RFC 4648, section 4).
public enum Base64 {
    /// The text form.
    public static func encode(_ bytes: some Collection<UInt8>) -> String { Data(bytes).base64EncodedString() }

    /// The bytes, or nil when `text` is not base64 in its one canonical spelling.
    ///
    /// Unused bits that are not zero (RFC 4648, section 3.5) would give signed text a second spelling.
    public static func decode(_ text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        return Array(data)
    }
}
