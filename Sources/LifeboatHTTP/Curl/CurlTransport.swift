internal import CCurl
public import LifeboatCore

/// HTTP over libcurl: HTTP/1.1, and HTTP/2 where a server with TLS offers it.
///
/// Certificates and host names are always verified. Redirects are answers like any other, so that what signs
/// a request decides where it goes. Bodies arrive as they were sent, nothing is decompressed. Cookies,
/// `.netrc` and the environment's proxies are not used. A kept connection that turns out to be closed before
/// a byte of the answer came is replaced, and the request sent once more; nothing else is tried again.
public final class CurlTransport: HTTPTransport {
    private let settings: TransportSettings
    private let limits: TransportLimits
    private let cancellation: Cancellation
    private let pool: CurlPool

    /// A transport without any connection yet. A transfer in progress notices `cancellation` in under a
    /// second, whatever it waits for.
    public init(
        _ settings: TransportSettings,
        limits: TransportLimits = TransportLimits(),
        cancellation: Cancellation
    ) {
        self.settings = settings
        self.limits = limits
        self.cancellation = cancellation
        pool = CurlPool(limit: max(1, settings.idleHandles))
    }

    /// See `HTTPTransport`.
    public func send(_ request: HTTPRequest, _ body: HTTPBody, into sink: HTTPSink) throws(TransportFailure)
        -> HTTPResponse
    {
        try RequestCheck.check(request, body, sink)
        if let problem = CurlLibrary.problem { throw TransportFailure(.local, "libcurl: \(problem)") }
        let origin = "\(request.address.isSecure)//\(request.address.authority)"
        guard let handle = pool.take(for: origin) else {
            throw TransportFailure(.local, "there is no memory for a connection")
        }
        handle.origin = origin
        handle.reset()
        defer {
            // The pointers that it was given end with this call.
            handle.reset()
            pool.give(handle)
        }
        let exchange = CurlExchange(body, sink, limits)
        let header = CurlHeader(request, body, settings)
        var setup = CurlSetup(handle)
        setup.apply(settings, request, body)
        setup.attach(exchange, header)
        guard setup.problem == nil, header.isWhole else {
            throw TransportFailure(.local, "libcurl: \(setup.problem ?? "out of memory")")
        }
        let run = CurlRun(handle, exchange, stallTimeout: settings.stallTimeout, cancellation)
        try BrokenPipes.quietly { () throws(TransportFailure) in try run.finish() }
        return try withExtendedLifetime((exchange, header)) { () throws(TransportFailure) in
            try exchange.completed(request.method)
        }
    }
}
