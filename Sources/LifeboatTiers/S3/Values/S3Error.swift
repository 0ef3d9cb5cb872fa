public import LifeboatAWS
internal import LifeboatCore

/// An object store's refusal of one request, with the bucket and key it was about.
public struct S3Error: Error, Sendable, Hashable {
    /// The status of the answer; 200 where the body of a success told of a failure.
    public let status: Int
    /// The store's name of the failure, as in `NoSuchKey`; where it gave none, one that fits the status.
    public let code: String
    /// What the store says about it; may be empty.
    public let message: String
    /// The id that the store's support asks for.
    public let requestID: String?
    /// The region that the answer points to.
    public let region: String?
    /// How often the request was sent: one that was sent before may have been carried out.
    public let attempts: Int
    /// The bucket or object, as a URL.
    public let path: String

    /// The refusal of a request about `path`.
    public init(_ refusal: AWSRefusal, path: String) {
        status = refusal.status
        code = refusal.code.isEmpty ? Self.code(of: refusal.status) : refusal.code
        message = refusal.message
        requestID = refusal.requestID
        region = refusal.region
        attempts = refusal.attempts
        self.path = path
    }

    /// Answers to HEAD have no body, and what stands between may answer with a page.
    private static func code(of status: Int) -> String {
        switch status {
        case 301, 307, 308: "PermanentRedirect"
        case 401, 403: "AccessDenied"
        case 404: "NoSuchKey"
        case 405: "MethodNotAllowed"
        case 409: "OperationAborted"
        case 412: "PreconditionFailed"
        case 413: "EntityTooLarge"
        case 416: "InvalidRange"
        case 429, 503: "SlowDown"
        case 500, 502, 504: "InternalError"
        case 501: "NotImplemented"
        case 507: "InsufficientStorage"
        default: "status \(status)"
        }
    }

    /// Whether the object, version or upload does not exist.
    public var isMissing: Bool {
        switch code {
        case "NoSuchKey", "NoSuchVersion", "NoSuchUpload", "NotFound": true
        // What stands there as this version is a delete marker.
        case "MethodNotAllowed": status == 405
        default: false
        }
    }

    /// Whether a condition of the request did not hold.
    public var isPrecondition: Bool { code == "PreconditionFailed" || status == 412 }

    /// Whether the bucket has no Object Lock, or nothing of it is set.
    var isWithoutLock: Bool {
        [
            "InvalidRequest", "ObjectLockConfigurationNotFoundError", "NoSuchObjectLockConfiguration",
            "InvalidBucketState",
        ].contains(code)
    }

    /// Whether these credentials may not do it.
    var isForbidden: Bool { code == "AccessDenied" }

    /// Whether the store does not know what was asked for.
    public var isUnknown: Bool { code == "NotImplemented" || status == 501 }
}
