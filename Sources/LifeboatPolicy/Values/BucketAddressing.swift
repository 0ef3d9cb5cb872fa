/// Where the bucket stands in the address of a request.
public enum BucketAddressing: String, Sendable, CaseIterable {
    /// First in the path.
    case path
    /// First in the host name.
    case virtual
}
