/// A function, initialiser, subscript or computed property with its body.
struct Function: Sendable, Hashable {
    /// Its name.
    let name: String
    /// The line it begins on.
    let line: Int
    /// Lines from its first to its last, both counted.
    let length: Int
}

extension SwiftSource {
    private static let openers: Set = ["func", "init", "deinit", "subscript", "var"]
    /// What cannot stand between a declaration and its body.
    private static let enders: Set = [
        "}", "@", "func", "init", "deinit", "subscript", "var", "let", "case", "static", "private", "public",
        "package", "mutating", "struct", "enum", "class", "actor", "protocol", "extension", "typealias",
        "for", "while", "repeat", "if", "guard", "switch", "do", "defer", "return", "try", "self",
    ]

    /// Every function of the file that has a body, nested ones too.
    var functions: [Function] {
        tokens.indices.compactMap { index in
            let token = tokens[index]
            guard Self.openers.contains(token.text), !(index > 0 && tokens[index - 1].text == "."),
                let open = bodyStart(after: index), let close = bodyEnd(from: open)
            else { return nil }
            let name = token.text == "func" || token.text == "var" ? tokens[index + 1].text : token.text
            return Function(name: name, line: token.line, length: tokens[close].line - token.line + 1)
        }
    }

    /// Where the body begins; nil for a requirement of a protocol, a stored property or a call.
    private func bodyStart(after index: Int) -> Int? {
        var depth = 0
        for next in tokens.indices[(index + 1)...] {
            switch tokens[next].text {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return next
            case "=" where depth == 0 && tokens[index].text == "var": return nil
            case let text where depth == 0 && Self.enders.contains(text): return nil
            default: break
            }
            if depth < 0 { return nil }
        }
        return nil
    }

    private func bodyEnd(from open: Int) -> Int? {
        var depth = 0
        for next in tokens.indices[open...] {
            if tokens[next].text == "{" { depth += 1 }
            if tokens[next].text == "}" { depth -= 1 }
            if depth == 0 { return next }
        }
        return nil
    }
}
