/// Looks for what YAML can do and a policy never needs, before anything of it can cost time or memory:
/// aliases, anchors, tags, directives, block text, explicit keys, tabs as indentation, endless nesting.
///
/// It follows quotes, comments and flow brackets and knows where a token begins; nothing else of YAML.
/// What it refuses it takes out of the text, with every column left as it was: the rest is still read.
struct TokenScanner {
    private static let depthLimit = 32

    private(set) var text: PolicyText
    private(set) var log: ProblemLog
    /// Where an alias stood: whatever is read there is no problem of its own.
    private(set) var refused: Set<Position> = []
    /// Whether the rest of the text can be read at all.
    private(set) var isReadable = true
    private var quote: Unicode.Scalar?
    private var depth = 0
    private var startsToken = true
    private var tabLines: [Position] = []

    init(_ text: PolicyText, _ log: ProblemLog) {
        self.text = text
        self.log = log
    }

    mutating func scan() {
        for line in text.lines.indices where isReadable { scan(line: line) }
        guard let first = tabLines.first else { return }
        let others = tabLines.count == 1 ? "" : " (and \(tabLines.count - 1) more)"
        isReadable = false
        log.error(
            "policy.tab",
            first,
            "",
            "a tab indents this line\(others)",
            hint: "YAML indents with spaces only; replace the tab"
        )
    }

    private mutating func scan(line: Int) {
        let scalars = text.lines[line]
        if quote == nil {
            startsToken = true
            if scalars.first == "%" { return refuseDirective(line) }
            noteTab(scalars, line)
        }
        var index = isDocumentMark(scalars) && quote == nil ? 3 : 0
        while index < scalars.count, isReadable {
            let isFirst = index == 0 || scalars[index - 1] == " " || scalars[index - 1] == "\t"
            if quote == nil, scalars[index] == "#", isFirst { return }
            index = quote == nil ? token(scalars, line, index) : quoted(scalars, index)
        }
    }

    private mutating func noteTab(_ scalars: [Unicode.Scalar], _ line: Int) {
        guard let end = scalars.firstIndex(where: { $0 != " " && $0 != "\t" }), scalars[end] != "#",
            let tab = scalars[..<end].firstIndex(of: "\t")
        else { return }
        tabLines.append(Position(line: line + 1, column: tab + 1))
    }

    private func isDocumentMark(_ scalars: [Unicode.Scalar]) -> Bool {
        scalars.starts(with: ["-", "-", "-"]) && Self.isEnd(scalars, 3)
    }

    /// Inside quotes: the index after one scalar, or one escape.
    private mutating func quoted(_ scalars: [Unicode.Scalar], _ index: Int) -> Int {
        if quote == "\"", scalars[index] == "\\" { return index + 2 }
        guard scalars[index] == quote else { return index + 1 }
        if quote == "'", index + 1 < scalars.count, scalars[index + 1] == "'" { return index + 2 }
        quote = nil
        startsToken = false
        return index + 1
    }

    /// Outside quotes: the index after what stands at `index`.
    private mutating func token(_ scalars: [Unicode.Scalar], _ line: Int, _ index: Int) -> Int {
        let scalar = scalars[index]
        if scalar == " " || scalar == "\t" { return index + 1 }
        if scalar == ":", isValueMark(scalars, index) {
            startsToken = true
        } else if depth > 0, ",]}".unicodeScalars.contains(scalar) {
            depth -= scalar == "," ? 0 : 1
            startsToken = scalar == ","
        } else if startsToken {
            return start(scalars, line, index)
        } else if depth > 0, scalar == "[" || scalar == "{" {
            open(line, index)
        }
        return index + 1
    }

    private mutating func start(_ scalars: [Unicode.Scalar], _ line: Int, _ index: Int) -> Int {
        switch scalars[index] {
        case "\"", "'": quote = scalars[index]
        case "[", "{": open(line, index)
        case "-" where Self.isEnd(scalars, index + 1): break
        case "?" where Self.isEnd(scalars, index + 1): refuseKey(line, index)
        case "|", ">": refuseBlock(line, index)
        case "*":
            refuseAlias(line, index)
            startsToken = false
        case "&", "!": return refuseProperty(scalars, line, index)
        default: startsToken = false
        }
        return index + 1
    }

    private mutating func open(_ line: Int, _ index: Int) {
        depth += 1
        startsToken = true
        guard depth > Self.depthLimit else { return }
        isReadable = false
        log.error(
            "policy.nesting",
            Position(line: line + 1, column: index + 1),
            "",
            "brackets are nested deeper than \(Self.depthLimit)"
        )
    }

    /// Whether the `:` at `index` ends a key, and is not a part of a plain value such as `env:NAME`.
    private func isValueMark(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        if Self.isEnd(scalars, index + 1) { return true }
        guard depth > 0 else { return false }
        let isBehindQuote = index > 0 && (scalars[index - 1] == "\"" || scalars[index - 1] == "'")
        return isBehindQuote || ",[]{}".unicodeScalars.contains(scalars[index + 1])
    }

    private static func isEnd(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        index >= scalars.count || scalars[index] == " " || scalars[index] == "\t"
    }
}

extension TokenScanner {
    private mutating func refuseAlias(_ line: Int, _ index: Int) {
        let position = Position(line: line + 1, column: index + 1)
        text.lines[line][index] = "_"
        refused.insert(position)
        log.error(
            "policy.alias",
            position,
            "",
            "an alias (*) is not used in a policy",
            hint: "write the value out, and put a pattern that begins with * in quotes, as in \"*.cache\""
        )
    }

    /// Blanks out `&name` or `!tag` and gives the index behind it.
    private mutating func refuseProperty(_ scalars: [Unicode.Scalar], _ line: Int, _ index: Int) -> Int {
        let isAnchor = scalars[index] == "&"
        let end =
            scalars[index...].firstIndex {
                $0 == " " || $0 == "\t" || (depth > 0 && ",]}".unicodeScalars.contains($0))
            }
            ?? scalars.count
        for column in index..<end { text.lines[line][column] = " " }
        log.error(
            isAnchor ? "policy.anchor" : "policy.tag",
            Position(line: line + 1, column: index + 1),
            "",
            isAnchor ? "an anchor (&) is not used in a policy" : "a tag (!) is not used in a policy",
            hint: "remove it, or put a value that begins with \(isAnchor ? "&" : "!") in quotes"
        )
        return end
    }

    private mutating func refuseDirective(_ line: Int) {
        text.lines[line] = []
        log.error(
            "policy.directive",
            Position(line: line + 1, column: 1),
            "",
            "a directive (%) is not used in a policy",
            hint: "remove the line"
        )
    }

    private mutating func refuseKey(_ line: Int, _ index: Int) {
        isReadable = false
        log.error(
            "policy.explicit-key",
            Position(line: line + 1, column: index + 1),
            "",
            "an explicit key (?) is not used in a policy",
            hint: "write \"key: value\""
        )
    }

    private mutating func refuseBlock(_ line: Int, _ index: Int) {
        isReadable = false
        log.error(
            "policy.block-text",
            Position(line: line + 1, column: index + 1),
            "",
            "text over several lines (| or >) is not used in a policy",
            hint: "write the value on one line, in quotes where it needs them"
        )
    }
}
