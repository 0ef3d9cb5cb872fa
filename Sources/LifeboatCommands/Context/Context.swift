public import LifeboatCore
public import LifeboatRecovery

/// Everything a verb needs of the world. The process's own is made in one place; tests make their own.
public struct Context: Sendable {
    /// Where results and messages go.
    public let console: Console
    /// The environment variables.
    public let environment: [String: String]
    /// The directory that relative paths start from.
    public let workingDirectory: String
    /// The name of this host.
    public let host: String
    /// The time of day.
    public let clock: any WallClock
    /// The wish to stop.
    public let cancellation: Cancellation
    /// Threads for blocking work.
    public let workers: Workers
    /// The program to start for work in a process of its own.
    public let executable: String
    /// What opens the tiers.
    public let stores: any TierStores

    /// Makes a context.
    public init(
        console: Console,
        environment: [String: String],
        workingDirectory: String,
        host: String,
        clock: any WallClock,
        cancellation: Cancellation,
        workers: Workers,
        executable: String,
        stores: any TierStores
    ) {
        self.console = console
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.host = host
        self.clock = clock
        self.cancellation = cancellation
        self.workers = workers
        self.executable = executable
        self.stores = stores
    }

    /// The home directory, by `HOME`; nil where nothing says which it is.
    var home: String? { environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } }

    /// Where local state lives: `LIFEBOAT_STATE`, else `lifeboat` in the XDG state directory. Throws where
    /// nothing says so: the root of the file system is no place for it.
    var stateDirectory: String {
        get throws {
            if let own = environment["LIFEBOAT_STATE"], !own.isEmpty { return absolute(own) }
            if let base = environment["XDG_STATE_HOME"], base.hasPrefix("/") { return base + "/lifeboat" }
            guard let home else {
                throw LifeboatError(
                    .failed,
                    "there is no place for local state: HOME is not set",
                    hint: "Set HOME, or name a directory with LIFEBOAT_STATE."
                )
            }
            return home + "/.local/state/lifeboat"
        }
    }

    /// An absolute path without `.`, `..` or doubled slashes; `~` is the home directory, where one is known.
    func absolute(_ path: String) -> String {
        var full = path
        if let home, path == "~" || path.hasPrefix("~/") { full = home + path.dropFirst() }
        if !full.hasPrefix("/") { full = workingDirectory + "/" + full }
        var parts: [Substring] = []
        for part in full.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
