internal import LifeboatCore
internal import LifeboatVault

/// Points and entries as the verbs show them.
enum PointView {
    static func json(_ point: Point) -> JSON {
        let manifest = point.manifest
        return [
            "experiment": .string(manifest.experiment), "run": .string(manifest.run.text),
            "host": .string(manifest.host), "point": .string(point.id.description),
            "created": .string(manifest.created.description), "sequence": .number(manifest.sequence),
            "parent": .optional(manifest.parent?.description), "state": .string(manifest.state.rawValue),
            "layout": .string(manifest.layout), "files": .number(manifest.files),
            "bytes": .number(manifest.bytes),
            "training": manifest.training,
        ]
    }

    static func json(_ entry: Entry) -> JSON {
        var json: JSON = [
            "path": .string(entry.name.description), "type": .string(type(entry)),
            "size": .number(entry.size),
            "mode": .string("0" + String(entry.permissions, radix: 8)),
            "modified": .string(Timestamp(nanoseconds: entry.modified).description),
        ]
        if entry.name.text == nil { json = json.with("pathBase64", .string(Base64.encode(entry.name.bytes))) }
        if case .excluded(let reason) = entry.content { json = json.with("reason", .string(reason)) }
        return json
    }

    static func row(_ entry: Entry) -> [String] {
        var name = entry.name.description
        if case .link(let target) = entry.content { name += " -> \(FileName(bytes: target))" }
        if case .excluded(let reason) = entry.content { name += "  (not held: \(reason))" }
        if entry.content == .directory { name += "/" }
        return [
            String(entry.permissions, radix: 8), entry.isFile ? ByteCount.text(entry.size) : "-",
            Timestamp(nanoseconds: entry.modified).short, name,
        ]
    }

    private static func type(_ entry: Entry) -> String {
        switch entry.content {
        case .file: "file"
        case .directory: "directory"
        case .link: "link"
        case .excluded: "excluded"
        }
    }
}
