import LifeboatCore
import LifeboatFiles
import LifeboatHTTP
import LifeboatTestSupport

/// A transport and a server that runs a script.
struct TransportWorld {
    let server: LoopbackServer
    let transport: CurlTransport
    let cancellation: Cancellation

    init(
        _ change: (inout TransportSettings) -> Void = { _ in },
        limits: TransportLimits = TransportLimits(),
        _ script: @escaping LoopbackServer.Script
    ) throws {
        server = try LoopbackServer(script)
        var settings = TransportSettings(version: "1.2.3")
        change(&settings)
        cancellation = Cancellation()
        transport = CurlTransport(settings, limits: limits, cancellation: cancellation)
    }

    /// A server that answers every request of a connection with what `answer` makes of it.
    static func answering(
        _ change: (inout TransportSettings) -> Void = { _ in },
        _ answer: @escaping @Sendable (LoopbackRequest, LoopbackConnection) throws -> Void
    ) throws -> TransportWorld {
        try TransportWorld(change) { connection in
            while let request = try connection.request() { try answer(request, connection) }
        }
    }

    func address(_ path: String = "/", _ query: [HTTPAddress.Parameter] = []) -> HTTPAddress {
        HTTPAddress(isSecure: false, host: "127.0.0.1", port: server.port, path: path, query: query)
    }

    /// Sends a request whose answer goes into memory.
    @discardableResult
    func send(
        _ method: HTTPMethod = .get,
        _ path: String = "/",
        _ headers: HTTPHeaders = [:],
        _ body: [UInt8]? = nil,
        limit: Int = 1 << 20
    ) throws(TransportFailure) -> HTTPResponse {
        let request = HTTPRequest(method, address(path), headers)
        guard let body else { return try transport.send(request, .none, into: .memory(limit: limit)) }
        // The bytes live in an array of their own, as closures of the library do not throw typed errors.
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: body.count, alignment: 1)
        defer { copy.deallocate() }
        copy.copyBytes(from: body)
        return try transport.send(request, .memory(UnsafeRawBufferPointer(copy)), into: .memory(limit: limit))
    }

    /// The kind of the failure of a request, nil when it succeeds.
    func failure(_ path: String = "/", limit: Int = 1 << 20) -> TransportFailure.Kind? {
        do throws(TransportFailure) {
            try send(.get, path, limit: limit)
            return nil
        } catch {
            return error.kind
        }
    }
}
