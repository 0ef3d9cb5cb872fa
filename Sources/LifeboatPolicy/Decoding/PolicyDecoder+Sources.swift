internal import LifeboatCore

extension PolicyDecoder {
    mutating func sources(_ root: Section) -> [Placed<Source>] {
        let example = "- { name: runs, path: /mnt/ssd/runs }"
        return list(root, "sources", example: example).enumerated().compactMap { index, value in
            let path = KeyPaths.element("sources", index)
            guard let section = section(value, path, keys: ["name", "path", "layout", "exclude"]) else {
                return nil
            }
            require(section, "name", hint: "add name: followed by what its experiments are named after")
            require(section, "path", hint: "add path: followed by the directory to protect")
            let source = Source(
                name: name(section, "name", capitals: true) ?? "",
                path: self.path(section, "path") ?? "",
                layout: choice(section, "layout", of: SourceLayout.self) ?? .auto,
                exclude: globs(section)
            )
            return Placed(keyPath: path, value: source)
        }
    }

    private mutating func globs(_ section: Section) -> [Glob] {
        texts(section, "exclude", example: "exclude: [\"*.cache\"]").compactMap { entry in
            let position = element(section["exclude"], entry.keyPath) ?? section.position
            guard let fault = Self.globFault(entry.value) else { return Glob(entry.value) }
            log.error("policy.pattern", position, entry.keyPath, fault.message, hint: fault.hint)
            return nil
        }
    }

    private static func globFault(_ text: String) -> (message: String, hint: String)? {
        if text.hasPrefix("!") {
            return ("a pattern cannot take back another one", "name what is left out and nothing else")
        }
        if text.hasPrefix("/") {
            return (
                "patterns are held against paths below the source", "write it relative to the source's path"
            )
        }
        if text.split(separator: "/").allSatisfy({ $0 == "*" || $0 == "**" }) {
            return ("this pattern leaves nothing to protect", "name the files that are left out")
        }
        if Printable.text(text) != text { return ("a pattern with a control character", "remove it") }
        return nil
    }

    /// The place of the list element that ends `keyPath`.
    func element(_ list: YAMLValue?, _ keyPath: String) -> Position? {
        guard case .list(let elements)? = list?.content, let open = keyPath.lastIndex(of: "["),
            let index = Int(keyPath[keyPath.index(after: open)...].dropLast()),
            elements.indices.contains(index)
        else { return nil }
        return elements[index].position
    }

    mutating func environment(_ value: YAMLValue) -> EnvironmentSettings {
        let keys = ["python", "dataset", "wheelhouse"]
        guard let section = section(value, "environment", keys: keys) else { return EnvironmentSettings() }
        var dataset: [String] = []
        for entry in texts(section, "dataset", example: "dataset: [/mnt/ssd/datasets/coco/data.yaml]") {
            let position = element(section["dataset"], entry.keyPath) ?? section.position
            let value = YAMLValue(content: .scalar(entry.value), position: position)
            if let path = path(value, entry.keyPath) { dataset.append(path) }
        }
        return EnvironmentSettings(
            python: path(section, "python"),
            dataset: dataset,
            wheelhouse: path(section, "wheelhouse")
        )
    }
}
