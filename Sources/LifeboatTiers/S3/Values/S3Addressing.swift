/// Where the bucket stands in the address of a request.
public enum S3Addressing: String, Sendable, CaseIterable {
    /// First in the path: what stores of one's own expect.
    case path
    /// First in the host name: what AWS expects.
    case virtualHost = "virtual-host"
}
