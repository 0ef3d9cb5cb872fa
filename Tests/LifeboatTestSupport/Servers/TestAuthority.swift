internal import LifeboatCore
internal import LifeboatFiles

/// A certificate authority of its own for the length of a test, made with `openssl`.
public struct TestAuthority: Sendable {
    /// The PEM file of its own certificate: what a client trusts.
    public let certificates: String
    private let directory: String

    /// A certificate and its key, as PEM files.
    public struct Identity: Sendable {
        /// The certificate.
        public let certificate: String
        /// Its private key.
        public let key: String
    }

    /// Makes an authority; its files are `directory`/`name`.*.
    public init(_ name: String, in directory: String) throws {
        self.directory = directory
        certificates = "\(directory)/\(name).pem"
        try Self.openssl(
            ["req", "-x509", "-days", "2", "-subj", "/CN=\(name)", "-out", certificates]
                + Self.newKey("\(directory)/\(name).key")
                + [
                    "-addext", "basicConstraints=critical,CA:TRUE", "-addext",
                    "keyUsage=critical,keyCertSign",
                ]
        )
    }

    /// Makes a certificate for `hosts`, each as in `DNS:localhost` or `IP:127.0.0.1`, that is over after
    /// `days`, which may lie in the past.
    public func identity(_ name: String, for hosts: [String], days: Int = 2) throws -> Identity {
        let base = "\(directory)/\(name)"
        let identity = Identity(certificate: base + ".pem", key: base + ".key")
        try Self.openssl(["req", "-subj", "/CN=\(name)", "-out", base + ".csr"] + Self.newKey(identity.key))
        let extensions = Array("subjectAltName=\(hosts.joined(separator: ","))\n".utf8)
        try Directory(directory).write(extensions, to: FileName("\(name).ext"), replacing: true)
        try Self.openssl([
            "x509", "-req", "-in", base + ".csr", "-CA", certificates, "-CAkey",
            certificates.dropLast(4) + ".key",
            "-CAcreateserial", "-days", String(days), "-extfile", base + ".ext", "-out", identity.certificate,
        ])
        return identity
    }

    private static func newKey(_ path: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", path]
    }

    private static func openssl(_ words: [String]) throws {
        var said = ""
        let outcome = try ChildProcess(executable: "/usr/bin/openssl", arguments: words)
            .run(input: [], outputLimit: 1 << 20, cancellation: Cancellation()) { said += $0 + "\n" }
        guard outcome.ending == .exited(0) else {
            throw LifeboatError(.failed, "openssl \(outcome.ending): \(said)")
        }
    }
}
