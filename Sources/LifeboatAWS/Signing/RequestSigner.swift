internal import Crypto
public import LifeboatCore
public import LifeboatHTTP

/// Signs requests to one service in one region (AWS Signature Version 4, in headers). Pure: the same request,
/// credentials and time give the same signature.
public struct RequestSigner: Sendable, Hashable {
    /// The region, as in `us-east-1`.
    public let region: String
    /// The service's name in signatures, as in `s3`.
    public let service: String
    /// What the service signs.
    public let rules: SigningRules

    /// Makes a signer; the rules are those of the service unless given.
    public init(region: String, service: String, rules: SigningRules? = nil) {
        self.region = region
        self.service = service
        self.rules = rules ?? (service == "s3" ? .s3 : .standard)
    }

    /// `request` with its date, the hash of its body, the session token and the signature.
    ///
    /// Throws `failed` for a body that is neither signed nor protected by TLS, unless its caller says so.
    public func signed(
        _ request: HTTPRequest,
        with credentials: AWSCredentials,
        payload: PayloadHash,
        at time: Timestamp
    ) throws(LifeboatError) -> HTTPRequest {
        if payload == .unsigned(inClear: false), !request.address.isSecure {
            throw LifeboatError(
                .failed,
                "a request over plain HTTP would go without a signed body",
                path: request.address.host,
                hint: "Use an endpoint with https."
            )
        }
        var request = prepared(request, credentials, payload, time)
        let canonical = CanonicalRequest(request, payload: payload, rules: rules)
        let signature = signature(of: stringToSign(canonical, at: time), credentials.secretAccessKey, time)
        request.headers["Authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope(time)),"
            + " SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)"
        return request
    }

    /// The request with every header that is signed.
    public func prepared(
        _ request: HTTPRequest,
        _ credentials: AWSCredentials,
        _ payload: PayloadHash,
        _ time: Timestamp
    ) -> HTTPRequest {
        var request = request
        request.headers["Authorization"] = nil
        request.headers["x-amz-date"] = Self.moment(time)
        request.headers["x-amz-security-token"] = credentials.sessionToken
        if rules.sendsPayloadHash { request.headers["x-amz-content-sha256"] = payload.text }
        return request
    }

    /// What is signed: algorithm, time, scope and the hash of the canonical request.
    public func stringToSign(_ canonical: CanonicalRequest, at time: Timestamp) -> String {
        let hash = Hasher256.digest(of: canonical.text)
        return "AWS4-HMAC-SHA256\n\(Self.moment(time))\n\(scope(time))\n\(hash)"
    }

    private func scope(_ time: Timestamp) -> String {
        "\(Self.moment(time).prefix(8))/\(region)/\(service)/aws4_request"
    }

    private func signature(of text: String, _ secret: String, _ time: Timestamp) -> String {
        let date = String(Self.moment(time).prefix(8))
        var key = SymmetricKey(data: Array("AWS4\(secret)".utf8))
        for part in [date, region, service, "aws4_request"] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        return Hex.encode(Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)))
    }

    /// `20130524T000000Z`.
    private static func moment(_ time: Timestamp) -> String {
        time.description.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }
}
