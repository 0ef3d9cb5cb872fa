extension PolicyDecoder {
    /// A reference to a secret. What stands there instead is never shown: it may be the secret.
    mutating func secret(_ section: Section, _ key: String) -> SecretReference? {
        guard let value = section[key] else { return nil }
        switch value.content {
        case .refused: return nil
        case .scalar(let text): return secret(text, value.position, section.path(key))
        default:
            noReference(value.position, section.path(key))
            return nil
        }
    }

    private mutating func secret(_ text: String, _ position: Position, _ path: String) -> SecretReference? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init
        )
        guard parts.count == 2 else {
            noReference(position, path)
            return nil
        }
        switch parts[0] {
        case "env":
            if SecretReference.isVariable(parts[1]) { return .environment(parts[1]) }
            malformed(position, path, "env:", "the name of an environment variable, as in env:DING_SECRET")
        case "file":
            if !parts[1].isEmpty, let file = try? paths.expand(parts[1]) { return .file(file) }
            malformed(
                position,
                path,
                "file:",
                "a path whose variables are set, as in file:/etc/lifeboat/signer.key"
            )
        case "command":
            if let words = SecretReference.words(parts[1]) { return .command(words) }
            malformed(position, path, "command:", "a program and its arguments, with every quote closed")
        default: noReference(position, path)
        }
        return nil
    }

    private mutating func malformed(_ position: Position, _ path: String, _ form: String, _ expected: String)
    {
        log.error("policy.secret-reference", position, path, "after \(form) there has to be \(expected)")
    }

    private mutating func noReference(_ position: Position, _ path: String) {
        log.error(
            "policy.literal-secret",
            position,
            path,
            "this has to be a reference, never the secret itself",
            hint: "write env:NAME, file:PATH or command:ARGV, and replace a secret that has been in this file"
        )
    }
}
