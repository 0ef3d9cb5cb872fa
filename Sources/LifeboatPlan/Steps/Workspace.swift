/// Where a plan puts what it builds on the node.
struct Workspace: Sendable {
    let path: String
    /// The directory of the Python environment.
    let environment: String

    /// The tool that makes environments and installs packages.
    var installer: String { path + "/tool/bin/uv" }
    var python: String { environment + "/bin/python" }
    var code: String { path + "/code" }
    var log: String { path + "/resume.log" }
    var process: String { path + "/resume.pid" }
    func requirements(_ index: String?) -> String {
        path + (index.map { "/requirements-\($0).txt" } ?? "/requirements.txt")
    }
    /// Says that a point was restored as a whole.
    func mark(_ point: String) -> String { "\(path)/restored-\(point)" }
}
