internal import LifeboatCore
internal import LifeboatHTTP

/// The Security Token Service: temporary credentials of a role (STS query API, version 2011-06-15).
struct STSClient {
    private let surroundings: CredentialSurroundings
    private let region: String

    /// The service in `region`, or in the one that the environment names, or in `us-east-1`.
    init(_ surroundings: CredentialSurroundings, region: String?) {
        self.surroundings = surroundings
        self.region =
            region ?? surroundings.variable("AWS_REGION") ?? surroundings.variable("AWS_DEFAULT_REGION")
            ?? "us-east-1"
    }

    /// Credentials of `role`, asked for with others (AssumeRole).
    func assume(
        _ role: String,
        with credentials: AWSCredentials,
        session: String?,
        externalID: String?,
        seconds: Int?
    ) throws -> AWSCredentials {
        var form = form("AssumeRole", role, session)
        if let externalID { form.append(("ExternalId", externalID)) }
        if let seconds { form.append(("DurationSeconds", "\(seconds)")) }
        let signed = SignedTransport(
            surroundings.transport,
            credentials: FixedCredentials(credentials),
            signer: RequestSigner(region: region, service: "sts"),
            clock: surroundings.clock,
            retrier: surroundings.retrier
        )
        return try ask(form, role) { request, body, bytes in
            try signed.send(request, body, payload: .digest(Hasher256.digest(of: bytes)))
        }
    }

    /// Credentials of `role`, asked for with the token of another identity provider
    /// (AssumeRoleWithWebIdentity, which is not signed).
    func assume(_ role: String, webIdentity token: String, session: String?) throws -> AWSCredentials {
        let form = form("AssumeRoleWithWebIdentity", role, session) + [("WebIdentityToken", token)]
        return try ask(form, role) { request, body, _ in
            let response = try surroundings.retrier.run(
                errorCode: { $0.isSuccess ? nil : AWSRefusal($0).code }
            ) { _ in try surroundings.transport.send(request, body, into: .memory(limit: 1 << 20)) }
            guard response.isSuccess else { throw AWSRefusal(response) }
            return response
        }
    }

    private func form(_ action: String, _ role: String, _ session: String?) -> [(String, String)] {
        let name = session ?? surroundings.variable("AWS_ROLE_SESSION_NAME") ?? "lifeboat"
        return [
            ("Action", action), ("Version", "2011-06-15"), ("RoleArn", role), ("RoleSessionName", name),
        ]
    }

    private func ask(
        _ form: [(String, String)],
        _ role: String,
        _ send: (HTTPRequest, HTTPBody, UnsafeRawBufferPointer) throws -> HTTPResponse
    ) throws -> AWSCredentials {
        let text = form.map { PercentEncoding.escape($0.0) + "=" + PercentEncoding.escape($0.1) }
        let headers: HTTPHeaders = ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"]
        let request = HTTPRequest(.post, try address(), headers)
        let bytes = Array(text.joined(separator: "&").utf8)
        do {
            let response = try bytes.withUnsafeBytes { try send(request, .memory($0), $0) }
            return try credentials(try XMLReader.read(response.body), role)
        } catch let refusal as AWSRefusal {
            throw LifeboatError(
                .failed,
                "the role was refused with \(Printable.text(refusal.code)): \(refusal.message)",
                path: role,
                hint: "Check that the role exists, and that its trust policy names who asks."
            )
        } catch let failure as TransportFailure {
            throw failure.error(at: request.address)
        }
    }

    private func credentials(_ answer: XMLElement, _ role: String) throws -> AWSCredentials {
        guard let found = answer.first("Credentials"), let id = found.text(of: "AccessKeyId"),
            let secret = found.text(of: "SecretAccessKey"), let token = found.text(of: "SessionToken"),
            let expires = found.text(of: "Expiration").flatMap({ Timestamp(iso8601: $0) })
        else {
            throw LifeboatError(
                .failed,
                "the answer holds no credentials",
                path: role,
                hint: "Check that AWS_ENDPOINT_URL_STS, where it is set, names a token service."
            )
        }
        return AWSCredentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token, expires: expires)
    }

    private func address() throws -> HTTPAddress {
        for name in ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"] {
            guard let url = surroundings.variable(name) else { continue }
            guard let address = HTTPAddress(url: url) else {
                throw LifeboatError(
                    .failed,
                    "\(name) is not a URL",
                    hint: "Write it as https://host:port, or take the variable away."
                )
            }
            return address
        }
        return HTTPAddress(isSecure: true, host: "sts.\(region).\(AWSDomain.name(in: region))")
    }
}
