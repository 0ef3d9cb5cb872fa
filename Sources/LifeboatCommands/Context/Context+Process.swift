internal import CPlatform
internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatRecovery

extension Context {
    /// The context of this process: the only place that reads its environment and writes to its streams.
    static func process() -> Context {
        lb_catch_interrupts()
        lb_limit_allocator()
        // A mask that takes its own rights from the owner would lock everybody out but root.
        umask(umask(0) & 0o077)
        widen()
        let environment = Self.variables()
        let cancellation = Cancellation(external: { lb_interrupted() != 0 })
        let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let console = Console(
            out: { Self.write(Array($0.utf8)) },
            bytes: { Self.write($0) },
            note: { Self.note($0) },
            columns: Int(lb_terminal_columns(STDERR_FILENO))
        )
        let notes = RetryNotes(console)
        return Context(
            console: console,
            environment: environment,
            workingDirectory: Self.currentDirectory(),
            host: Self.hostName(),
            clock: SystemClock(),
            cancellation: cancellation,
            // Twice the cores: half of the threads wait for the disk.
            workers: Workers(width: min(8, cores * 2)),
            executable: "/proc/self/exe",
            stores: PolicyStores(
                buckets: ObjectStores(
                    environment: environment,
                    home: environment["HOME"],
                    version: LifeboatVersion.text,
                    clock: SystemClock(),
                    cancellation: cancellation,
                    random: SystemRandomNumberGenerator(),
                    notice: { notes.hear($0) }
                )
            )
        )
    }

    /// What this process was started with, behind its name. The standard library reads /proc for it, and
    /// finds nothing where none is mounted, as in a rescue system.
    static func arguments() -> [String] {
        var arguments: [String] = []
        while let argument = lb_argument(Int32(arguments.count + 1)) {
            arguments.append(String(cString: argument))
        }
        return arguments
    }

    /// ArgumentParser traps where the width of the terminal leaves no room beside the names.
    private static func widen() {
        let named = getenv("COLUMNS").flatMap { Int(String(cString: $0)) }
        let narrowest = min(
            named ?? 80,
            lb_terminal_columns(STDOUT_FILENO) > 0
                ? Int(lb_terminal_columns(STDOUT_FILENO)) : 80
        )
        if narrowest < 40 { setenv("COLUMNS", "40", 1) }
    }

    /// Writes a result. Where that fails nobody can use what is there: it is said, and the exit code tells.
    private static func write(_ bytes: [UInt8]) {
        let failure = write(STDOUT_FILENO, bytes)
        // The reader went away, as `head` does: there is nobody left to tell.
        // The work goes on, and its exit code stays what it is: a dead reader proves nothing.
        if failure == 0 || failure == EPIPE { return }
        note("error: the result cannot be written: \(String(cString: strerror(failure)))\n")
        _exit(1)
    }

    /// Writes progress, a warning or an error. A log that takes no more stops no backup and no restore.
    private static func note(_ text: String) { _ = write(STDERR_FILENO, Array(text.utf8)) }

    /// The error of the system call that failed, or 0.
    private static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32 {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count > 0 { done += count } else if errno != EINTR { return errno }
        }
        return 0
    }

    private static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next += 1
        }
        return variables
    }

    private static func currentDirectory() -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard getcwd(&buffer, buffer.count) != nil else { return "/" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
