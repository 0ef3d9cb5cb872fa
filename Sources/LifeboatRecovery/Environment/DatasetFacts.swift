internal import LifeboatCore
internal import LifeboatFiles

/// One data set that a run needs: its description, where it has one, and the fingerprint of its directory.
struct DatasetFacts {
    let path: String
    /// `run` or `policy`.
    let namedBy: String
    /// Whether it is worth a finding that it is not there.
    let isNeeded: Bool
    let limits: EnvironmentLimits

    func json(_ files: inout HostFiles) -> JSON {
        var members: [String: JSON] = [
            "path": .string(Printable.text(path)), "namedBy": .string(namedBy), "exists": false,
            "description": nil, "root": nil, "files": nil, "bytes": nil, "digest": nil, "truncated": false,
        ]
        guard path.hasPrefix("/") else {
            note(
                &files,
                "environment.dataset-relative",
                "is not an absolute path: where it is depends on the trainer"
            )
            return .object(members)
        }
        guard let kind = files.kind(path) else {
            note(&files, "environment.dataset-missing", "is not there")
            return .object(members)
        }
        members["exists"] = true
        var root = path
        if kind == .file {
            guard let bytes = files.bytes(path, limit: 1 << 20) else { return .object(members) }
            members["description"] = [
                "bytes": .number(bytes.count), "digest": .string(Hasher256.digest(of: bytes).hex),
            ]
            root = Self.root(String(decoding: bytes, as: UTF8.self), below: path)
        }
        guard files.kind(root) == .directory else {
            note(&files, "environment.dataset-missing", "its directory \(Printable.text(root)) is not there")
            return .object(members)
        }
        members["root"] = .string(Printable.text(root))
        add(root, &members, &files)
        return .object(members)
    }

    private func add(_ root: String, _ members: inout [String: JSON], _ files: inout HostFiles) {
        do {
            let print = try DatasetFingerprint(files.real(root), limits: limits)
            members["files"] = .number(print.files)
            members["bytes"] = .number(print.bytes)
            members["digest"] = .string(print.digest.hex)
            members["truncated"] = .bool(print.isTruncated)
            print.findings.prefix(8).forEach { files.note($0) }
            if print.isTruncated {
                note(
                    &files,
                    "environment.cut-short",
                    "only its first \(Counted.text(print.files, "file")) were looked at"
                )
            }
        } catch {
            files.note(Finding("environment.unreadable", failure: error, path: path))
        }
    }

    /// `path:` of a data set's YAML file, else the directory the file is in.
    private static func root(_ yaml: String, below file: String) -> String {
        let folder = "/" + file.split(separator: "/").dropLast().joined(separator: "/")
        let line = yaml.split(whereSeparator: \.isNewline).first { $0.hasPrefix("path:") }
        guard var value = line.flatMap({ FieldLine($0)?.value }), !value.isEmpty, !value.hasPrefix("#") else {
            return folder
        }
        if let comment = value.firstRange(of: " #") { value = String(value[..<comment.lowerBound]) }
        while value.last == " " { value.removeLast() }
        if let quote = value.first, quote == "\"" || quote == "'", value.count > 1, value.last == quote {
            value = String(value.dropFirst().dropLast())
        }
        return value.hasPrefix("/") ? value : "\(folder)/\(value)"
    }

    private func note(_ files: inout HostFiles, _ code: String, _ message: String) {
        guard isNeeded || code == "environment.cut-short" else { return }
        files.note(
            Finding(
                code,
                .warning,
                path: path,
                message,
                hint: namedBy == "policy"
                    ? "Bring it, or correct its path under environment.dataset in the policy."
                    : "Name the data set by its absolute path under environment.dataset in the policy."
            )
        )
    }
}
