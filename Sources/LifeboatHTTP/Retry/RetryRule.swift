/// What is tried again, and how; the one place that knows.
///
/// | what came | rule |
/// | --- | --- |
/// | `broken`, `notConnected` | `again` |
/// | `timedOut` | `costly` |
/// | `nameNotFound` | `lookup` |
/// | `cancelled`, `refused`, `notTrusted`, `local`, `wrongLength` | `never` |
/// | a code of `throttling`, or one that begins with `Throttl` | `slower` |
/// | a code of `passing` | `again` |
/// | a code of `skewed` | `clock` |
/// | 408, 500, 502, 504 | `again` |
/// | 429, 503 | `slower` |
/// | any other status | `never` |
///
/// A code counts before the status, as services put their codes behind several of them, success included.
public enum RetryRule: String, Sendable, CaseIterable {
    /// It is final.
    case never
    /// It may pass by itself.
    case again
    /// It may pass, and each try costs the server or this side more than others.
    case costly
    /// The server asks to be left alone for a while: the first pause is longer.
    case slower
    /// A name may not be known for a moment; more often it is wrong, so it is tried no more than twice again.
    case lookup
    /// The clocks differ: once, and at once, if the caller can correct its own.
    case clock

    /// Codes by which AWS and those like it say that requests come too fast (the AWS SDKs' standard retry
    /// mode).
    static let throttling: Set = [
        "BandwidthLimitExceeded", "EC2ThrottledException", "LimitExceededException",
        "PriorRequestNotComplete", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
        "RequestThrottled", "RequestThrottledException", "SlowDown", "TooManyRequests",
        "TooManyRequestsException", "TransactionInProgressException",
    ]
    /// Codes of failures that pass. The two conflicts are of writes at the same moment, and the services ask
    /// for another try; so does STS when it could not reach the identity provider.
    static let passing: Set = [
        "ConditionalRequestConflict", "IDPCommunicationError", "InternalError", "InternalFailure",
        "InternalServerError",
        "InternalServerException", "OperationAborted", "RequestTimeout", "RequestTimeoutException",
        "ServiceUnavailable", "ServiceUnavailableException", "Unavailable",
    ]
    /// Codes that say that the signature's time is too far from the server's.
    static let skewed: Set = ["RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed"]

    /// The rule for a request without an answer.
    public init(failure: TransportFailure.Kind) {
        switch failure {
        case .broken, .notConnected: self = .again
        case .timedOut: self = .costly
        case .nameNotFound: self = .lookup
        case .cancelled, .refused, .notTrusted, .local, .wrongLength: self = .never
        }
    }

    /// The rule for an answer; `code` is the service's error code, if there is one.
    public init(status: Int, code: String? = nil) {
        if let code {
            if Self.throttling.contains(code) || code.hasPrefix("Throttl") {
                self = .slower
                return
            }
            if Self.passing.contains(code) {
                self = .again
                return
            }
            if Self.skewed.contains(code) {
                self = .clock
                return
            }
        }
        switch status {
        case 408, 500, 502, 504: self = .again
        case 429, 503: self = .slower
        default: self = .never
        }
    }

    /// What another try takes from the budget (the AWS SDKs' standard retry mode: 5, and 10 after a timeout).
    public var cost: Int { self == .costly ? 10 : 5 }
}
