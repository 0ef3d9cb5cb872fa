public import LifeboatAWS
internal import LifeboatCore
internal import LifeboatHTTP

/// Speaks to one bucket of an object store: one method for each operation, each checked as far as the answer
/// can tell.
///
/// The store's refusals are thrown as `S3Error`, everything else as `LifeboatError`.
public struct S3Client: Sendable {
    /// The bucket.
    public let bucket: String
    /// Where the store answers.
    public let endpoint: S3Endpoint
    /// How new objects are encrypted.
    public let encryption: S3Encryption
    private let transport: SignedTransport

    /// A client of `bucket`; `transport` signs for `s3` in the endpoint's region.
    public init(
        bucket: String,
        endpoint: S3Endpoint,
        encryption: S3Encryption = .bucketDefault,
        transport: SignedTransport
    ) {
        self.bucket = bucket
        self.endpoint = endpoint
        self.encryption = encryption
        self.transport = transport
    }

    /// Whether a key goes with every request.
    var hasCustomerKey: Bool {
        if case .customerKey = encryption { true } else { false }
    }

    /// The namespace of the bodies of requests.
    static let namespace = "http://s3.amazonaws.com/doc/2006-03-01/"

    /// The URL of an object or of the bucket, for people.
    func path(_ key: String?) -> String { key.map { "s3://\(bucket)/\($0)" } ?? "s3://\(bucket)" }

    /// Sends a request about a key, or about the bucket.
    func send(_ request: S3Request, _ body: HTTPBody = .none, into sink: HTTPSink = .memory(limit: 32 << 20))
        throws -> HTTPResponse
    {
        let path = path(request.key)
        if case .customerKey = encryption, !endpoint.isSecure {
            throw LifeboatError(
                .usage,
                "an encryption key would go over plain HTTP",
                path: path,
                hint: "Use an endpoint with https."
            )
        }
        let address = endpoint.address(bucket: bucket, key: request.key, query: request.query)
        let message = HTTPRequest(request.method, address, request.headers)
        do {
            return try transport.send(
                message,
                body,
                payload: request.payload,
                mayFailLate: request.mayFailLate,
                into: sink
            )
        } catch let refusal as AWSRefusal {
            throw S3Error(refusal, path: path)
        } catch let failure as TransportFailure {
            throw failure.error(at: address)
        }
    }

    /// The root of the XML that answers a request.
    func document(_ request: S3Request, _ body: HTTPBody = .none) throws -> XMLElement {
        let response = try send(request, body)
        do { return try XMLReader.read(response.body) } catch { throw error.at(path(request.key)) }
    }

    /// Sends XML. `Content-MD5` is what older stores ask for where the newer take any checksum.
    func send(_ request: S3Request, xml: XMLElement) throws -> HTTPResponse {
        let bytes = try XMLWriter.document(xml, namespace: Self.namespace)
        var request = request
        request.sign(bytes)
        return try bytes.withUnsafeBytes { try send(request, .memory($0)) }
    }

    /// An answer that does not say what such an answer says.
    func malformed(_ key: String?, _ what: String) -> LifeboatError {
        LifeboatError(
            .corrupt,
            "the store's answer \(what)",
            path: path(key),
            hint: "Check that the tier's endpoint is that of an S3 store."
        )
    }
}
