internal import Yams

/// Turns the nodes of Yams into values with places, and notes the place of every key path.
struct YAMLConverter {
    private static let depthLimit = 48

    private(set) var log: ProblemLog
    /// The place of the value at each key path.
    private(set) var places: [String: Position] = [:]
    private let refused: Set<Position>
    private let composer: YAMLComposer

    init(_ composer: YAMLComposer, refused: Set<Position>) {
        self.composer = composer
        self.refused = refused
        log = composer.log
    }

    mutating func value(_ node: Node, _ path: String = "", depth: Int = 0) -> YAMLValue {
        let position = composer.original(node.mark)
        places[path] = position
        if refused.contains(position), case .scalar = node {
            return YAMLValue(content: .refused, position: position)
        }
        if depth > Self.depthLimit {
            log.error("policy.nesting", position, "", "values are nested deeper than \(Self.depthLimit)")
            return YAMLValue(content: .refused, position: position)
        }
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            return YAMLValue(content: isNull ? .null : .scalar(scalar.string), position: position)
        case .sequence(let sequence):
            var list: [YAMLValue] = []
            for (index, element) in sequence.enumerated() {
                list.append(value(element, KeyPaths.element(path, index), depth: depth + 1))
            }
            return YAMLValue(content: .list(list), position: position)
        case .mapping(let mapping):
            return YAMLValue(content: .map(members(mapping, path, depth)), position: position)
        case .alias:
            return YAMLValue(content: .refused, position: position)
        }
    }

    private mutating func members(_ mapping: Node.Mapping, _ path: String, _ depth: Int) -> [YAMLMember] {
        var members: [YAMLMember] = []
        var seen: [String: Position] = [:]
        for (key, node) in mapping {
            let position = composer.original(key.mark)
            if refused.contains(position) { continue }
            guard case .scalar(let scalar) = key else {
                log.error(
                    "policy.key",
                    position,
                    path,
                    "a key has to be a word",
                    hint: "write \"key: value\""
                )
                continue
            }
            let keyPath = KeyPaths.member(path, scalar.string)
            if let first = seen[scalar.string] {
                log.error(
                    "policy.duplicate-key",
                    position,
                    keyPath,
                    "this key is given twice, first on line \(first.line)",
                    hint: "keep one of them"
                )
                continue
            }
            seen[scalar.string] = position
            let value = value(node, keyPath, depth: depth + 1)
            members.append(YAMLMember(key: scalar.string, keyPosition: position, value: value))
        }
        return members
    }
}
