public import LifeboatCore

extension S3Error {
    /// The error for people: what failed, where, why, and what to do next.
    public var lifeboatError: LifeboatError {
        LifeboatError(kind, sentence, path: path, hint: hint)
    }

    private var sentence: String {
        let reason = message.isEmpty ? "" : ": \(message)"
        let id = requestID.map { " (request \(Printable.text($0)))" } ?? ""
        if code == "InvalidObjectState" { return "lies in a cold class and has to be restored first\(id)" }
        return "the store refused with \(Printable.text(code))\(reason)\(id)"
    }

    private var kind: ErrorCode {
        switch code {
        case _ where isMissing: .notFound
        case _ where isPrecondition: .conflict
        case "QuotaExceeded", "QuotaExceededException", "InsufficientStorage", "XMinioStorageFull",
            "EntityTooLarge", "TooManyBuckets":
            .storage
        case "InvalidRange", "BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch",
            "XAmzContentChecksumMismatch", "IncompleteBody":
            .corrupt
        case _ where isUnknown: .unsupported
        default: .inputOutput
        }
    }

    private var hint: String? {
        let own = credentialsHint ?? placeHint ?? stateHint
        // Of what is missing or in the way, those who asked know more.
        guard own == nil, !isMissing, !isPrecondition else { return own }
        return "Look the code up in the store's own documentation, and the request in its log."
    }

    private var credentialsHint: String? {
        switch code {
        case "AccessDenied", "AllAccessDisabled", "AccountProblem", "UnauthorizedAccess":
            "Allow these credentials s3:ListBucket on the bucket and s3:GetObject on its objects, and for"
                + " writing s3:PutObject; a bucket policy, a key policy or Object Lock may forbid it too."
        case "InvalidAccessKeyId":
            "The store does not know this access key: check which credentials the policy or the environment"
                + " gives, and that they belong to this endpoint."
        case "SignatureDoesNotMatch":
            "The secret key does not belong to the access key, or a proxy changed the request: check both."
        case "ExpiredToken", "TokenRefreshRequired", "InvalidToken", "ExpiredTokenException":
            "The session's credentials ended: get new ones, then run the same command again."
        case "RequestTimeTooSkewed": "Set this machine's clock, as with NTP."
        default: nil
        }
    }

    private var placeHint: String? {
        switch code {
        case "NoSuchBucket": "Make the bucket, or correct the tier's url and endpoint in the policy."
        case "InvalidBucketName": "Correct the bucket's name in the tier's url."
        case "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed", "Redirect",
            "IllegalLocationConstraintException", "InvalidRegionName":
            region.map { "The bucket is in \(Printable.text($0)): set `region: \(Printable.text($0))`." }
                ?? "Set the tier's region to that of the bucket."
        case "NotImplemented": "This store cannot do that: take the setting out of the tier."
        default:
            code.hasPrefix("KMS.")
                ? "Check that the tier's encryption key exists and is enabled, and that its policy allows"
                    + " these credentials kms:GenerateDataKey and kms:Decrypt."
                : nil
        }
    }

    private var stateHint: String? {
        switch code {
        case "InvalidObjectState": "Ask the store to restore it from the cold class, and wait until it has."
        case "SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout", "OperationAborted",
            "ConditionalRequestConflict", "TooManyRequestsException", "ThrottlingException":
            "Run the same command again after a while; nothing is lost."
        case "QuotaExceeded", "QuotaExceededException", "InsufficientStorage", "XMinioStorageFull":
            "Free space in the store or raise its quota, then run the same command again."
        case "EntityTooLarge": "The store takes no object of that size: raise its limit."
        case "BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch":
            "The bytes changed on the way: run the same command again; when it stays, check memory and proxy."
        default: nil
        }
    }
}
