/// Something that code does not use here, with what it uses instead.
struct BannedUse: Sendable {
    /// What is banned, as it would be written.
    let code: String
    /// The words and signs of it, one after the other.
    let tokens: [Token]
    /// What to use instead.
    let replacement: String
    /// The beginnings of the paths where it may stand.
    let allowed: [String]

    init(_ code: String, _ replacement: String, allowed: [String] = []) {
        tokens = Token.all(in: Array(code.utf8))
        self.code = code
        self.replacement = replacement
        self.allowed = allowed
    }

    /// Every place of `source` where it stands.
    func violations(in source: SwiftSource) -> [Violation] {
        guard !allowed.contains(where: source.path.hasPrefix) else { return [] }
        return source.tokens.indices.filter { matches(source.tokens, $0) }.map { index in
            source.violation(source.tokens[index].line, "uses `\(code)`: \(replacement)")
        }
    }

    private func matches(_ all: [Token], _ start: Int) -> Bool {
        guard start + tokens.count <= all.count else { return false }
        return tokens.indices.allSatisfy { index in
            let (found, wanted) = (all[start + index], tokens[index])
            return found.text == wanted.text && (found.isAttached || !wanted.isAttached)
        }
    }
}
