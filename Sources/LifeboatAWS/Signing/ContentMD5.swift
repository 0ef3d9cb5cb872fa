internal import Crypto
internal import LifeboatCore

/// The checksum that the older parts of S3's interface ask for. It protects from accidents alone.
public enum ContentMD5 {
    /// MD5 in base64, as the header `Content-MD5` has it (RFC 1864).
    public static func base64(_ bytes: [UInt8]) -> String {
        Base64.encode(Array(Insecure.MD5.hash(data: bytes)))
    }

    /// MD5 in hexadecimal, as the tags of objects have it.
    public static func hex(_ bytes: [UInt8]) -> String { Hex.encode(Array(Insecure.MD5.hash(data: bytes))) }
}
