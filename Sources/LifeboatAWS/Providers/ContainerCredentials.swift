internal import LifeboatCore
internal import LifeboatHTTP

/// The endpoint that a container's host offers: `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `_FULL_URI`.
public struct ContainerCredentials: CredentialProvider {
    /// The addresses of the agents of ECS and EKS, the only ones that are spoken to without TLS, but for this
    /// machine itself.
    private static let agents: Set = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23", "localhost", "::1"]

    private let surroundings: CredentialSurroundings

    /// What the environment names.
    public init(_ surroundings: CredentialSurroundings) { self.surroundings = surroundings }

    /// See `CredentialProvider`.
    public var place: String { "the container's endpoint (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)" }

    /// See `CredentialProvider`.
    public func find() throws -> AWSCredentials? {
        guard let address = try address() else { return nil }
        var headers = HTTPHeaders()
        headers["Authorization"] = try token()
        headers["Accept"] = "application/json"
        let request = HTTPRequest(.get, address, headers)
        let response: HTTPResponse
        do {
            response = try surroundings.metadata.send(request, .none, into: .memory(limit: 1 << 16))
        } catch {
            throw error.error(at: address)
        }
        guard response.status == 200 else {
            throw LifeboatError(
                .failed,
                "answered with status \(response.status)",
                path: place,
                hint: "Check that a role is given to the task or pod, and that its token is the agent's."
            )
        }
        return try CredentialDocument.read(response.body, place)
    }

    private func address() throws -> HTTPAddress? {
        if let path = surroundings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            guard path.hasPrefix("/"), let address = HTTPAddress(url: "http://169.254.170.2\(path)") else {
                throw LifeboatError(
                    .failed,
                    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not a path",
                    hint: "Leave the variable as the container's agent sets it: a path that begins with /."
                )
            }
            return address
        }
        let name = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
        guard let url = surroundings.variable(name) else { return nil }
        guard let address = HTTPAddress(url: url) else {
            throw LifeboatError(
                .failed,
                "\(name) is not a URL",
                hint: "Leave the variable as the container's agent sets it, as in http://169.254.170.23/x."
            )
        }
        guard address.isSecure || Self.isAllowed(address.host) else {
            throw LifeboatError(
                .failed,
                "\(name) names \(address.host), to which no token is sent without TLS",
                hint: "Use https, or an address of this machine or of the container agent."
            )
        }
        return address
    }

    private static func isAllowed(_ host: String) -> Bool {
        agents.contains(host) || IPv4Address(host)?.isLoopback ?? false
    }

    /// The file counts first: its token is renewed.
    private func token() throws -> String? {
        if let file = surroundings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            return try surroundings.token(at: file)
        }
        return surroundings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
    }
}
