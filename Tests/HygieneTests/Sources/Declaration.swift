/// A type, protocol, extension or alias that stands at the top level of a file.
struct Declaration: Sendable, Hashable {
    /// `struct`, `extension` and so on.
    let kind: String
    /// Its name, with dots where it is nested.
    let name: String
    /// Whether other targets see it: `public`, `package` or `open`.
    let isShared: Bool
    /// The line of its name.
    let line: Int

    /// Whether it declares a type, rather than extending one.
    var isType: Bool { kind != "extension" }
}

extension SwiftSource {
    private static let typeKinds: Set = [
        "struct", "class", "enum", "actor", "protocol", "extension", "typealias",
    ]
    private static let otherKinds: Set = ["func", "var", "let", "import", "init", "operator", "macro"]

    /// What stands at the top level of the file.
    var declarations: [Declaration] {
        var found: [Declaration] = []
        var depth = 0
        var isShared = false
        for (index, token) in tokens.enumerated() {
            switch token.text {
            case "{", "(": depth += 1
            case "}", ")": depth -= 1
            case _ where depth > 0: break
            case "public", "package", "open": isShared = true
            case let kind where Self.typeKinds.contains(kind):
                let name = dottedName(after: index)
                found.append(Declaration(kind: kind, name: name, isShared: isShared, line: token.line))
                isShared = false
            case let kind where Self.otherKinds.contains(kind): isShared = false
            default: break
            }
        }
        return found
    }

    private func dottedName(after index: Int) -> String {
        var name = ""
        for token in tokens[(index + 1)...] {
            let isWord = token.text.utf8.first.map(Token.isWord) == true
            if isWord, name.isEmpty || name.hasSuffix(".") {
                name += token.text
            } else if token.text == ".", !name.isEmpty {
                name += "."
            } else {
                break
            }
        }
        return name
    }
}
