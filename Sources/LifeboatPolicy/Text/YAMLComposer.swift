internal import Yams

/// Lets Yams read the text. The only place that knows Yams.
///
/// Yams gives up at the first mapping with a key given twice and tells where its first occurrence is. That
/// key then gets a tag, which makes it another key, and the text is read again: so that every double and
/// everything else that is wrong is found in one run. Columns are counted without the tags.
struct YAMLComposer {
    static let tagPrefix = "!given-twice-"
    private static let roundLimit = 48

    private(set) var text: PolicyText
    private(set) var log: ProblemLog
    /// For each line with tags: which column of the text as it was each column of it comes from.
    private var origins: [Int: [Int]] = [:]

    init(_ text: PolicyText, _ log: ProblemLog) {
        self.text = text
        self.log = log
    }

    /// The root of the only document; nil, with a problem, when there is none.
    mutating func compose() -> Node? {
        var double: Position?
        for round in 0...Self.roundLimit {
            do {
                // Everything resolves to text: what a value means is decided by its key.
                let parser = try Parser(yaml: text.joined, resolver: .basic, encoding: .utf8)
                if let node = try parser.singleRoot(), !isEmpty(node) { return node }
                log.error(
                    "policy.empty",
                    .start,
                    "",
                    "the policy is empty",
                    hint: "`lifeboat init` writes one"
                )
                return nil
            } catch YamlError.duplicatedKeysInMapping(_, let context) {
                double = original(context.mark)
                guard mark(context.mark, round) else { break }
            } catch let error as YamlError {
                report(error, after: double)
                return nil
            } catch {
                log.error("policy.syntax", .start, "", "the text cannot be read as YAML")
                return nil
            }
        }
        report(.no, after: double)
        return nil
    }

    /// The place in the text as the user wrote it.
    func original(_ mark: Mark?) -> Position {
        guard let mark, mark.line >= 1, mark.column >= 1 else { return .start }
        guard let origin = origins[mark.line], mark.column <= origin.count else {
            return Position(line: mark.line, column: mark.column)
        }
        return Position(line: mark.line, column: origin[mark.column - 1])
    }

    private func isEmpty(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node else { return false }
        return scalar.string.isEmpty && scalar.style == .plain
    }

    /// Puts a tag in front of the key at `mark`.
    private mutating func mark(_ mark: Mark, _ round: Int) -> Bool {
        let index = mark.line - 1
        guard text.lines.indices.contains(index), (1...text.lines[index].count + 1).contains(mark.column)
        else {
            return false
        }
        let tag = Array("\(Self.tagPrefix)\(round) ".unicodeScalars)
        var origin = origins[mark.line] ?? Array(1...text.lines[index].count + 1)
        origin.insert(
            contentsOf: repeatElement(origin[mark.column - 1], count: tag.count),
            at: mark.column - 1
        )
        origins[mark.line] = origin
        text.lines[index].insert(contentsOf: tag, at: mark.column - 1)
        return true
    }

    private mutating func report(_ error: YamlError, after double: Position?) {
        if let double {
            log.error(
                "policy.duplicate-key",
                double,
                "",
                "this key is given more than once, and the text cannot be read further",
                hint: "keep one of them"
            )
            return
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let during = context.map { "\($0.text), " } ?? ""
            log.error(
                "policy.syntax",
                original(mark),
                "",
                "this is not valid YAML: \(during)\(problem)",
                hint: "look at the indentation, quotes and brackets here and on the lines above"
            )
        case .composer(_, _, let mark, _):
            log.error(
                "policy.documents",
                original(mark),
                "",
                "a second document begins here",
                hint: "a policy is one document; remove the --- line"
            )
        default:
            log.error("policy.syntax", .start, "", "the text cannot be read as YAML")
        }
    }
}
