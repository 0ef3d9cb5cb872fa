/// One title a document, and links that lead somewhere.
enum MarkdownRules {
    /// Everything wrong with a Markdown file. `exists` tells whether the repository has a path.
    static func violations(in file: RepositoryFile, exists: (String) -> Bool) -> [Violation] {
        let text = prose(file)
        let titles = text.filter { $0.line.hasPrefix("# ") }
        var found: [Violation] = []
        if titles.count != 1 {
            let message = "has \(titles.count) titles (`# `); exactly one is wanted"
            found.append(Violation(path: file.path, line: titles.last?.number ?? 0, message: message))
        }
        for (number, line) in text {
            for target in links(in: line) where !leads(target, from: file, exists) {
                found.append(
                    Violation(path: file.path, line: number, message: "the link to \(target) leads nowhere")
                )
            }
        }
        return found
    }

    /// The lines outside code fences, numbered from 1.
    private static func prose(_ file: RepositoryFile) -> [(number: Int, line: String)] {
        var isFenced = false
        return file.lines.enumerated().compactMap { index, line in
            if line.drop(while: { $0 == " " }).hasPrefix("```") {
                isFenced.toggle()
                return nil
            }
            return isFenced ? nil : (index + 1, line)
        }
    }

    /// The targets of the links in one line, code spans left out.
    static func links(in line: String) -> [String] {
        let spans = line.split(separator: "`", omittingEmptySubsequences: false)
        let text = spans.enumerated().map { $0 % 2 == 0 ? String($1) : "code" }.joined()
        return text.split(separator: "](", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            rest.prefix { $0 != ")" && $0 != " " }.split(separator: "\"").first.map(String.init)
        }
    }

    private static func leads(_ target: String, from file: RepositoryFile, _ exists: (String) -> Bool) -> Bool
    {
        if target.contains("://") || target.hasPrefix("mailto:") || target.hasPrefix("#") { return true }
        var components = Array(file.components.dropLast())
        for step in target.prefix(while: { $0 != "#" }).split(separator: "/") where step != "." {
            if step != ".." {
                components.append(String(step))
            } else if components.popLast() == nil {
                return false
            }
        }
        return components.isEmpty || exists(components.joined(separator: "/"))
    }
}
