internal import LifeboatAWS
public import LifeboatCore
public import LifeboatHTTP

/// Where an object store answers, and how it is spoken to.
public struct S3Endpoint: Sendable, Hashable {
    /// Whether TLS is spoken.
    public let isSecure: Bool
    /// Its host.
    public let host: String
    /// Its port, or nil for the scheme's own.
    public let port: Int?
    /// The region that requests are signed for.
    public let region: String
    /// Where the bucket stands in the address.
    public let addressing: S3Addressing

    /// AWS itself in one region. Throws `usage` for a region that cannot be one.
    public init(region: String, addressing: S3Addressing = .virtualHost) throws(LifeboatError) {
        guard Self.isRegion(region) else {
            throw Self.notARegion(region)
        }
        isSecure = true
        host = "s3.\(region).\(AWSDomain.name(in: region))"
        port = nil
        self.region = region
        self.addressing = addressing
    }

    /// A store at `url`, as in `https://minio.local:9000`; without a region `us-east-1` is signed for, as
    /// stores of one's own expect. Throws `usage` for anything but scheme, host and port.
    public init(url: String, region: String? = nil, addressing: S3Addressing? = nil) throws(LifeboatError) {
        guard let address = HTTPAddress(url: url), address.path == "/", address.query.isEmpty else {
            throw Self.malformed(url)
        }
        guard region.map(Self.isRegion) ?? true else { throw Self.notARegion(region ?? "") }
        isSecure = address.isSecure
        host = address.host
        port = address.port
        self.region = region ?? "us-east-1"
        self.addressing = addressing ?? (AWSDomain.contains(host) ? .virtualHost : .path)
    }

    /// The address of a bucket, or of `key` in it. A bucket with a dot stands in the path: no certificate
    /// fits its name as a host.
    public func address(bucket: String, key: String? = nil, query: [HTTPAddress.Parameter] = [])
        -> HTTPAddress
    {
        let isHost =
            addressing == .virtualHost && !bucket.contains { $0 == "." || $0 == "_" || $0.isUppercase }
        return HTTPAddress(
            isSecure: isSecure,
            host: isHost ? "\(bucket).\(host)" : host,
            port: port,
            path: (isHost ? "" : "/\(bucket)") + (key.map { "/\($0)" } ?? (isHost ? "/" : "")),
            query: query
        )
    }

    private static func isRegion(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(StoreKey.isKeyByte)
    }

    private static func notARegion(_ region: String) -> LifeboatError {
        LifeboatError(
            .usage,
            "\(Printable.text(region)) is not the name of a region",
            hint: "Write it as in us-east-1."
        )
    }

    private static func malformed(_ url: String) -> LifeboatError {
        LifeboatError(
            .usage,
            "is not just scheme, host and port",
            path: url,
            hint: "Write the endpoint as https://host:port."
        )
    }
}
