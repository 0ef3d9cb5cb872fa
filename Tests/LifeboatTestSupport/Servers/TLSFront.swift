internal import LifeboatCore

/// TLS in front of a `LoopbackServer`: HTTP/2 or HTTP/1.1 outside, HTTP/1.1 inside (`nghttpx`). The script
/// sees in the field `via` which one was spoken: `2 nghttpx` or `1.1 nghttpx`.
public final class TLSFront: Sendable {
    /// The port that speaks TLS, on 127.0.0.1.
    public let port: Int
    private let process: ServerProcess

    /// Starts it; `protocols` are those it agrees to (ALPN), and `directory` is where it keeps its files.
    public convenience init(
        _ backend: LoopbackServer,
        _ identity: TestAuthority.Identity,
        protocols: [String] = ["h2", "http/1.1"],
        in directory: String
    ) throws {
        try self.init(to: Int(backend.port), identity, protocols: protocols, in: directory)
    }

    /// The same in front of any server on 127.0.0.1.
    public init(
        to backend: Int,
        _ identity: TestAuthority.Identity,
        protocols: [String] = ["h2", "http/1.1"],
        in directory: String
    ) throws {
        let port = Int(try FreePorts.take(1)[0])
        self.port = port
        process = ServerProcess(
            "nghttpx-\(port)",
            [
                "/usr/sbin/nghttpx", "--conf=/dev/null", "--single-process", "--workers=1", "--no-ocsp",
                "--frontend=127.0.0.1,\(port)", "--backend=127.0.0.1,\(backend)",
                "--npn-list=\(protocols.joined(separator: ","))", identity.key, identity.certificate,
            ],
            directory: directory
        )
        try process.start { [process] in process.logTail.contains("Listening on 127.0.0.1:\(port)") }
    }

    /// Ends it.
    public func stop() { process.kill() }
}
