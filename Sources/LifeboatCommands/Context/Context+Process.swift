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
        let environment = Self.variables()
        let cancellation = Cancellation(external: { lb_interrupted() != 0 })
        let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        return Context(
            console: Console(
                out: { Self.write(STDOUT_FILENO, Array($0.utf8)) },
                bytes: { Self.write(STDOUT_FILENO, $0) },
                note: { Self.write(STDERR_FILENO, Array($0.utf8)) },
                columns: Int(lb_terminal_columns(STDERR_FILENO))
            ),
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
                    random: SystemRandomNumberGenerator()
                )
            )
        )
    }

    private static func write(_ descriptor: Int32, _ bytes: [UInt8]) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count > 0 {
                done += count
            } else if errno != EINTR {
                // The reader went away, as `head` does: there is nobody left to tell.
                // The work goes on, and its exit code stays what it is: a dead reader proves nothing.
                if errno == EPIPE { return }
                _exit(1)
            }
        }
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
