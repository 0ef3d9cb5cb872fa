public import LifeboatCore
internal import LifeboatFiles
public import LifeboatHTTP

/// Everything outside this process that tells of credentials.
public struct CredentialSurroundings: Sendable {
    /// The environment.
    public var environment: [String: String]
    /// The home directory, where `~` points.
    public var home: String?
    /// The bytes of a file, or nil where there is none.
    public var readFile: @Sendable (_ path: String) throws -> [UInt8]?
    /// What a program writes to its standard output, given its words; throws when it fails.
    public var run: @Sendable (_ words: [String]) throws -> [UInt8]
    /// To services.
    public var transport: any HTTPTransport
    /// To the machine's own metadata services: with timeouts of a second or two, and no proxy.
    public var metadata: any HTTPTransport
    /// How requests to services are tried again.
    public var retrier: Retrier
    /// The time of day.
    public var clock: any WallClock

    /// The real files and programs, with everything else as it is given.
    public init(
        environment: [String: String],
        home: String?,
        transport: any HTTPTransport,
        metadata: any HTTPTransport,
        clock: any WallClock,
        retrier: Retrier,
        cancellation: Cancellation
    ) {
        self.environment = environment
        self.home = home
        self.transport = transport
        self.metadata = metadata
        self.clock = clock
        self.retrier = retrier
        readFile = Self.contents
        run = { try Self.output(of: $0, environment, cancellation) }
    }

    /// A variable that is set and not empty.
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// A path with `~` replaced.
    func expanded(_ path: String) -> String {
        guard let home, path == "~" || path.hasPrefix("~/") else { return path }
        return home + path.dropFirst()
    }

    /// One line of text from a file that must be there, as a token.
    func token(at path: String) throws -> String {
        let path = expanded(path)
        guard let bytes = try readFile(path) else {
            throw LifeboatError(
                .notFound,
                "the token's file does not exist",
                path: path,
                hint: Self.tokenHint
            )
        }
        let text = String(validating: bytes, as: UTF8.self)?.split(whereSeparator: \.isWhitespace)
        guard let text, text.count == 1 else {
            throw LifeboatError(.failed, "is not one token", path: path, hint: Self.tokenHint)
        }
        return String(text[0])
    }

    private static let tokenHint =
        "Check which file the environment or the profile names, and that it holds the token alone."

    private static func contents(_ path: String) throws -> [UInt8]? {
        do { return try Descriptor.reading(path).contents(limit: 1 << 20) } catch let error as LifeboatError
            where error.code == .notFound
        {
            return nil
        }
    }

    /// The message tells the status alone: what such a program writes may be secret.
    private static func output(
        of words: [String],
        _ environment: [String: String],
        _ cancellation: Cancellation
    ) throws -> [UInt8] {
        // It looks the program up as a shell would.
        let child = ChildProcess(
            executable: "/usr/bin/env",
            arguments: ["--"] + words,
            environment: environment
        )
        let outcome = try child.run(input: [], outputLimit: 1 << 20, cancellation: cancellation) { _ in }
        guard outcome.ending == .exited(0), !outcome.isTruncated else {
            throw LifeboatError(
                .failed,
                "the program \(outcome.ending)",
                path: words.first,
                hint: "Run the profile's credential_process by hand: it has to write credentials as JSON, at"
                    + " most 1 MiB, and to end with status 0."
            )
        }
        return outcome.output
    }
}
