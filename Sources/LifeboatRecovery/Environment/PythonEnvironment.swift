internal import LifeboatCore
internal import LifeboatFiles

/// Where a Python environment is, which version it has, and where its packages lie.
struct PythonEnvironment {
    enum Kind: String {
        case venv, conda, system
    }

    let path: String
    let kind: Kind
    let version: String?
    /// The directory of the interpreter that a virtual environment was made from.
    let base: String?
    let includesSystem: Bool
    let packageDirectories: [String]

    /// The environment or interpreter at `place`; nil when there is none.
    init?(_ place: String, _ files: inout HostFiles) {
        var prefix = place
        if files.kind(place) == .file {
            // prefix/bin/python
            let parts = place.split(separator: "/").dropLast(2)
            prefix = "/" + parts.joined(separator: "/")
        }
        let configuration = Self.configuration(files.text("\(prefix)/pyvenv.cfg"))
        let conda = files.kind("\(prefix)/conda-meta") == .directory
        let found = Self.libraries(prefix, &files)
        guard configuration != nil || conda || !found.isEmpty else { return nil }
        path = prefix
        kind = configuration != nil ? .venv : conda ? .conda : .system
        base = configuration?["home"]
        includesSystem = configuration?["include-system-site-packages"] == "true"
        let stated = configuration?["version_info"] ?? configuration?["version"]
        let exact = stated ?? (conda ? Self.condaVersion(prefix, &files) : nil)
        let minor = found.first { exact?.hasPrefix($0 + ".") ?? false } ?? found.first
        version = exact ?? minor
        var directories = minor.map { Self.directories(prefix, $0) } ?? []
        if let base, includesSystem, let minor {
            let below = "/" + base.split(separator: "/").dropLast().joined(separator: "/")
            directories += Self.directories(below == "/" ? "" : below, minor)
        }
        packageDirectories = directories.filter { files.kind($0) == .directory }
    }

    /// `name = value`, one a line (the format of `pyvenv.cfg`).
    private static func configuration(_ text: String?) -> [String: String]? {
        guard let text else { return nil }
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            let words = halves.map { $0.split(separator: " ").joined(separator: " ") }
            values[words[0].lowercased()] = Printable.text(words[1])
        }
        return values
    }

    /// The `X.Y` of `lib/pythonX.Y`, newest first.
    private static func libraries(_ prefix: String, _ files: inout HostFiles) -> [String] {
        let minors = files.names("\(prefix)/lib").compactMap { name -> Int? in
            name.hasPrefix("python3.") ? Int(name.dropFirst("python3.".count)) : nil
        }
        return minors.sorted(by: >).map { "3.\($0)" }
    }

    private static func directories(_ prefix: String, _ minor: String) -> [String] {
        var paths = [
            "\(prefix)/lib/python\(minor)/site-packages", "\(prefix)/lib64/python\(minor)/site-packages",
        ]
        // Debian keeps its own packages apart from those that pip installs.
        if prefix == "/usr" {
            paths += ["/usr/local/lib/python\(minor)/dist-packages", "/usr/lib/python3/dist-packages"]
        }
        return paths
    }

    /// `conda-meta/python-3.11.8-….json`
    private static func condaVersion(_ prefix: String, _ files: inout HostFiles) -> String? {
        files.names("\(prefix)/conda-meta").lazy.compactMap { name -> String? in
            let parts = name.split(separator: "-")
            guard parts.count == 3, parts[0] == "python" else { return nil }
            return Printable.text(String(parts[1]))
        }
        .first
    }
}
