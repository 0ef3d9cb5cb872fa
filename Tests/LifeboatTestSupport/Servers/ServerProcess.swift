internal import CPlatform
internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import Synchronization

/// A server that runs beside the tests, in a process group of its own, with its output in a file.
///
/// It never outlives the process that started it, however that one ends: a watcher in its group holds one end
/// of a socket whose other end is here, and when that closes, ends the group and removes what it left.
public final class ServerProcess: Sendable {
    private static let startLimit = 60.0
    private static let poll = 0.05
    private static let socketKind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)

    private struct Running {
        var number: pid_t
        var leash: Int32
    }

    /// Names it in messages.
    public let name: String
    /// The file with everything that it wrote, from the first start on.
    public let log: String
    private let words: [String]
    private let settings: [String]
    private let directory: String
    private let leftovers: [String]
    private let running = Mutex<Running?>(nil)

    /// A server that is not started yet: `words` are its program and arguments.
    ///
    /// `directory` is where it keeps everything; it is removed with the files in `leftovers` when the process
    /// of the tests ends.
    public init(
        _ name: String,
        _ words: [String],
        environment: [String: String] = [:],
        directory: String,
        leftovers: [String] = []
    ) {
        self.name = name
        self.words = words
        self.directory = directory
        self.leftovers = leftovers
        log = "\(directory)/\(name).log"
        let given = ChildProcess.smallEnvironment.merging(["HOME": directory, "TMPDIR": directory]) { $1 }
            .merging(environment) { $1 }
        settings = given.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }

    deinit { kill() }

    /// Starts it and waits until `isReady`. Throws with the end of its log when it ends before, or takes
    /// longer than a minute; then it is gone.
    public func start(isReady: () -> Bool) throws {
        try spawn()
        let watch = Stopwatch()
        while !isReady() {
            let failure = hasEnded ? "ended before it was ready" : "was not ready in time"
            guard !hasEnded, watch.seconds < Self.startLimit else {
                kill()
                throw LifeboatError(.failed, "the server \(name) \(failure):\n\(logTail)", path: log)
            }
            Pause.seconds(Self.poll)
        }
    }

    /// Ends it at once, as a power failure would. Its directory stays, the other leftovers go. Does nothing
    /// when it is not running.
    public func kill() {
        running.withLock { running in
            guard let process = running else { return }
            // Its number cannot belong to another group before it is waited for.
            Glibc.kill(-process.number, SIGKILL)
            var status: Int32 = 0
            while waitpid(process.number, &status, 0) < 0, errno == EINTR {}
            close(process.leash)
            running = nil
            // The watcher, who would have done it, is gone with the group.
            for file in leftovers { unlink(file) }
        }
    }

    /// Whether it is not running: never started, killed, or ended by itself.
    public var hasEnded: Bool {
        running.withLock { running in
            guard let process = running else { return true }
            var info = siginfo_t()
            let result = waitid(P_PID, id_t(process.number), &info, WEXITED | WNOHANG | WNOWAIT)
            return result != 0 || info.si_signo == SIGCHLD
        }
    }

    /// The last lines that it wrote.
    public var logTail: String {
        guard let bytes = try? Descriptor.reading(log).contents(limit: 64 << 20) else { return "" }
        return String(decoding: bytes.suffix(4096), as: UTF8.self)
    }

    /// The arguments: how many leftovers, the leftovers, and the words of the server.
    private static let guardScript = """
        count=$1; shift; leftovers=("${@:1:count}"); shift "$count"
        exec 3<&0 </dev/null
        (read -r _ <&3; kill -KILL $$; sleep 0.2; rm -rf -- "${leftovers[@]}"; kill -KILL 0) >/dev/null 2>&1 &
        exec "$@" 3<&-
        """

    private func spawn() throws {
        kill()
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Self.socketKind, 0, &ends) == 0 else {
            throw SystemFailure.error(errno, "connect a process", name)
        }
        defer { close(ends[1]) }
        let output = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard output >= 0 else {
            close(ends[0])
            throw SystemFailure.error(errno, "open", log)
        }
        defer { close(output) }
        let removed = [directory] + leftovers
        let command = ["bash", "-c", Self.guardScript, name, String(removed.count)] + removed + words
        let number = CWords(command).withPointers { argv in
            CWords(settings).withPointers { lb_spawn("/bin/bash", argv, $0, ends[1], output, output) }
        }
        guard number > 0 else {
            close(ends[0])
            throw SystemFailure.error(-number, "start the server", name)
        }
        running.withLock { $0 = Running(number: number, leash: ends[0]) }
    }
}
