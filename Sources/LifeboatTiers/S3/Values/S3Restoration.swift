public import LifeboatCore
internal import LifeboatHTTP

/// How far the restore of an object from a cold class is.
public enum S3Restoration: Sendable, Hashable {
    /// The store is at it.
    case ongoing
    /// The object can be read until this time; nil where the store does not say.
    case done(until: Timestamp?)

    /// Reads the header `x-amz-restore`, as in `ongoing-request="false", expiry-date="…"`.
    init?(header: String) {
        let quoted = header.split(separator: "\"", omittingEmptySubsequences: false)
        guard quoted.count > 1, quoted[0].hasSuffix("ongoing-request=") else { return nil }
        if quoted[1] == "true" {
            self = .ongoing
        } else {
            self = .done(until: quoted.count > 3 ? HTTPDate.parse(String(quoted[3])) : nil)
        }
    }
}
