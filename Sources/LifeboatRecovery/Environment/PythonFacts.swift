internal import LifeboatCore

/// A Python environment as its files tell it, without running it.
struct PythonFacts {
    let environment: PythonEnvironment
    let limit: Int

    func json(_ files: inout HostFiles) -> JSON {
        var packages: [String: JSON] = [:]
        var torch: JSON = .null
        var isCut = false
        for directory in environment.packageDirectories {
            for package in PackageScan.packages(in: directory, &files) {
                guard let name = package["name"]?.stringValue else { continue }
                let key = Self.normalised(name)
                // The environment's own directory comes first, and hides what is below it.
                if packages[key] != nil { continue }
                if packages.count >= limit {
                    isCut = true
                    break
                }
                packages[key] = package
            }
            if torch == .null { torch = Self.torch("\(directory)/torch/version.py", &files) }
        }
        if isCut {
            let message = "only \(limit) packages were looked at"
            files.note(Finding("environment.cut-short", .warning, path: environment.path, message))
        }
        return [
            "path": .string(environment.path), "kind": .string(environment.kind.rawValue),
            "version": .optional(environment.version), "base": .optional(environment.base),
            "systemPackages": .bool(environment.includesSystem), "torch": torch,
            "packages": .array(packages.sorted { $0.key < $1.key }.map(\.value)), "truncated": .bool(isCut),
        ]
    }

    /// The form in which names are compared (PEP 503).
    private static func normalised(_ name: String) -> String {
        name.lowercased().split { $0 == "-" || $0 == "_" || $0 == "." }.joined(separator: "-")
    }

    /// `name = 'value'` or `name: type = 'value'`, one a line.
    private static func torch(_ path: String, _ files: inout HostFiles) -> JSON {
        guard let text = files.text(path) else { return .null }
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let name = line.prefix { $0.isLetter || $0 == "_" }
            guard let value = line.split(separator: "=").last?.split(separator: " ").first, !name.isEmpty,
                let quote = value.first, quote == "'" || quote == "\"", value.count > 1, value.last == quote
            else { continue }
            values[String(name)] = Printable.text(String(value.dropFirst().dropLast()))
        }
        return [
            "version": .optional(values["__version__"]), "cuda": .optional(values["cuda"]),
            "hip": .optional(values["hip"]), "commit": .optional(values["git_version"]),
        ]
    }
}
