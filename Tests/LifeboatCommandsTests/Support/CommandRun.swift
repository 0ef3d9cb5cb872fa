internal import LifeboatCommands
internal import LifeboatCore
internal import LifeboatRecovery
internal import LifeboatTestSupport

/// One run of the command line in this process: what it answered and what it wrote.
struct CommandRun: Sendable {
    /// When every run of these tests takes place, unless they say otherwise.
    static let time = Timestamp(milliseconds: 1_795_449_600_000)

    /// The exit status.
    let status: Int32
    /// The bytes on standard output.
    let bytes: [UInt8]
    /// The text on standard error.
    let notes: String

    /// Standard output as text.
    var out: String { String(decoding: bytes, as: UTF8.self) }

    /// Runs with the environment of `site`, or with none that names a policy.
    init(
        _ arguments: [String],
        at site: Site? = nil,
        environment: [String: String]? = nil,
        directory: String = "/",
        clock: any WallClock = ManualClock(time),
        cancellation: Cancellation = Cancellation(),
        columns: Int = 0,
        stores: any TierStores = DirectoryStores()
    ) {
        let captured = CapturedConsole()
        let context = Context(
            console: captured.console(columns: columns),
            environment: environment ?? site?.environment ?? ["HOME": "/nonexistent"],
            workingDirectory: site?.path ?? directory,
            host: "gpu-node-1",
            clock: clock,
            cancellation: cancellation,
            workers: Workers(width: 2),
            executable: "/proc/self/exe",
            stores: stores
        )
        status = Program.run(arguments, context)
        bytes = captured.out
        notes = captured.notes
    }

    /// Standard output as the JSON document of a verb; an error where it is none, or not in canonical order.
    func document() throws -> JSON {
        let json = try JSON.parse(bytes)
        guard json.pretty == out else {
            throw LifeboatError(.corrupt, "the document is not written canonically:\n\(out)")
        }
        return json
    }
}
