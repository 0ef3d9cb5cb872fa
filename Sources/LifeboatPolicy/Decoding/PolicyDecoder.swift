/// Reads the sections of a policy and notes every problem on the way; it goes on after each.
struct PolicyDecoder {
    var log: ProblemLog
    let paths: PathExpander

    /// The mapping at `value` with its known keys; unknown ones become problems, as do keys without a value.
    ///
    /// `elsewhere` gives a remedy for a key that is known, but not here.
    mutating func section(
        _ value: YAMLValue,
        _ path: String,
        keys: [String],
        elsewhere: (String) -> String? = { _ in nil }
    ) -> Section? {
        switch value.content {
        case .map(let members):
            var known: [String: YAMLValue] = [:]
            var misspelt: Set<String> = []
            for member in members {
                if keys.contains(member.key) {
                    known[member.key] = checked(member, KeyPaths.member(path, member.key))
                } else {
                    let near = Suggestion.near(member.key, keys)
                    if let near { misspelt.insert(near) }
                    let hint =
                        elsewhere(member.key) ?? Self.nested(member.key, keys)
                        ?? Suggestion.text(member.key, keys)
                    let keyPath = KeyPaths.member(path, member.key)
                    log.error("policy.unknown-key", member.keyPosition, keyPath, "unknown key", hint: hint)
                }
            }
            return Section(path: path, position: value.position, members: known, misspelt: misspelt)
        case .refused: return nil
        default:
            wrongType(value, path, "keys with values", hint: "its keys are \(keys.joined(separator: ", "))")
            return nil
        }
    }

    /// The remedy for a path of keys that was written as one key.
    private static func nested(_ key: String, _ keys: [String]) -> String? {
        guard let dot = key.firstIndex(of: "."), keys.contains(String(key[..<dot])) else { return nil }
        let rest = key[key.index(after: dot)...]
        return rest.isEmpty ? nil : "write \(Quote.text(String(rest))) below \(Quote.text("\(key[..<dot]):"))"
    }

    /// The mapping at `value` with keys that the user chooses.
    mutating func entries(_ value: YAMLValue, _ path: String, of what: String, example: String)
        -> [YAMLMember]
    {
        switch value.content {
        case .map(let members): return members
        case .refused, .null: return []
        default:
            wrongType(value, path, what, hint: "write \(example)")
            return []
        }
    }

    /// The elements of the list under `key`; none when it is not there.
    mutating func list(_ section: Section, _ key: String, example: String) -> [YAMLValue] {
        guard let value = section[key] else { return [] }
        switch value.content {
        case .list(let elements): return elements
        case .refused, .null: return []
        default:
            wrongType(value, section.path(key), "a list", hint: "write \(example)")
            return []
        }
    }

    /// Notes that `key` is missing, if it is.
    mutating func require(_ section: Section, _ key: String, hint: String) {
        guard section[key] == nil, !section.misspelt.contains(key) else { return }
        log.error(
            "policy.missing-key",
            section.position,
            section.path(key),
            "this key is missing",
            hint: hint
        )
    }

    mutating func wrongType(_ value: YAMLValue, _ path: String, _ expected: String, hint: String = "") {
        let found =
            switch value.content {
            case .scalar: "a single value"
            case .list: "a list"
            case .map: "a group of keys"
            case .null, .refused: "nothing"
            }
        log.error("policy.type", value.position, path, "has to be \(expected), and is \(found)", hint: hint)
    }

    private mutating func checked(_ member: YAMLMember, _ path: String) -> YAMLValue {
        guard case .null = member.value.content else { return member.value }
        log.error(
            "policy.missing-value",
            member.keyPosition,
            path,
            "this key has no value",
            hint: "give it one or remove the key"
        )
        return YAMLValue(content: .refused, position: member.value.position)
    }
}
