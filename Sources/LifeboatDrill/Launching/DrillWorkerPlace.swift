/// Where the worker of a drill runs.
public enum DrillWorkerPlace: Sendable, Hashable {
    /// In a process of its own: this executable, called with these arguments.
    case process(executable: String, arguments: [String])
    /// Inside the calling process, without isolation: for tests.
    case inProcess

    /// The running program itself, called as `drill-worker`.
    public static let standard = process(executable: "/proc/self/exe", arguments: ["drill-worker"])
}
