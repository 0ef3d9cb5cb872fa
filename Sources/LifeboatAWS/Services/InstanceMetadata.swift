internal import LifeboatCore
internal import LifeboatHTTP

/// The metadata service of an EC2 instance, always with a session's token (IMDSv2): the older way gave
/// credentials to whoever could make the host fetch a URL.
public struct InstanceMetadata: Sendable {
    private let surroundings: CredentialSurroundings

    /// The service of this machine, or where `AWS_EC2_METADATA_SERVICE_ENDPOINT` points.
    public init(_ surroundings: CredentialSurroundings) { self.surroundings = surroundings }

    /// What stands at `path` below `/latest/meta-data/`; nil where there is nothing, or no such service.
    /// Throws `failed` when the service refuses.
    public func text(_ path: String) throws -> String? {
        guard let token = try token() else { return nil }
        var headers = HTTPHeaders()
        headers["X-aws-ec2-metadata-token"] = token
        guard let response = try send(.get, "/latest/meta-data/\(path)", headers) else { return nil }
        if response.status == 404 { return nil }
        guard response.status == 200 else { throw refused(response.status) }
        return String(decoding: response.body, as: UTF8.self)
    }

    private func token() throws -> String? {
        if surroundings.variable("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true" { return nil }
        let headers: HTTPHeaders = ["X-aws-ec2-metadata-token-ttl-seconds": "21600"]
        guard let response = try send(.put, "/latest/api/token", headers) else { return nil }
        if response.status == 404 || response.status == 405 { return nil }
        guard response.status == 200 else { throw refused(response.status) }
        let token = String(decoding: response.body, as: UTF8.self)
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        return token
    }

    /// Nil when nobody answers: most machines are no instance of EC2.
    private func send(_ method: HTTPMethod, _ path: String, _ headers: HTTPHeaders) throws -> HTTPResponse? {
        var request = HTTPRequest(method, try base(), headers)
        request.address.path = path
        do {
            return try surroundings.metadata.send(request, .none, into: .memory(limit: 1 << 16))
        } catch {
            if error.kind == .cancelled { throw error.error(at: request.address) }
            return nil
        }
    }

    private func base() throws -> HTTPAddress {
        if let url = surroundings.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT") {
            guard let address = HTTPAddress(url: url) else {
                throw LifeboatError(
                    .failed,
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT is not a URL",
                    hint: "Write it as http://host, or take the variable away."
                )
            }
            return address
        }
        let mode = surroundings.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")?.lowercased()
        return HTTPAddress(isSecure: false, host: mode == "ipv6" ? "fd00:ec2::254" : "169.254.169.254")
    }

    private func refused(_ status: Int) -> LifeboatError {
        LifeboatError(
            .failed,
            "the instance's metadata service answered with status \(status)",
            hint: "Allow it for this instance (in a container with a hop limit of 2), or set"
                + " AWS_EC2_METADATA_DISABLED=true."
        )
    }
}
