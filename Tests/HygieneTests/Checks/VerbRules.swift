/// Every command line of the program that sources and documents name begins with a verb that there is.
enum VerbRules {
    /// The names of the verbs, as their configurations have them.
    static func verbs(in sources: [SwiftSource]) -> Set<String> {
        var verbs: Set<String> = ["help"]
        for source in sources where source.file.path.contains("/LifeboatCommands/") {
            for line in source.file.lines {
                guard let start = line.firstRange(of: "commandName: \"")?.upperBound else { continue }
                verbs.insert(String(line[start...].prefix { $0 != "\"" }))
            }
        }
        return verbs
    }

    /// The words that stand behind "`lifeboat " anywhere in a file, also where the line is broken there.
    static func named(in file: RepositoryFile) -> [String] {
        let lines = file.lines.map { line in
            var words = line.split(separator: " ").map(String.init)
            // A literal that goes on in the next line.
            if file.kind == "swift", words.first == "+" { words.removeFirst() }
            return words.joined(separator: " ")
        }
        var text = ""
        for line in lines {
            let isBroken = text.hasSuffix(" \"") && line.hasPrefix("\"") && file.kind == "swift"
            text = isBroken ? "\(text.dropLast(2)) \(line.dropFirst())" : "\(text) \(line)"
        }
        var found: [String] = []
        var rest = Substring(text)
        while let start = rest.firstRange(of: "`lifeboat ")?.upperBound {
            rest = rest[start...]
            let word = rest.prefix { $0.isLowercase || $0 == "-" }
            if !word.isEmpty, !word.hasPrefix("-") { found.append(String(word)) }
        }
        return found
    }

    /// Names that are no verbs.
    static func violations(in files: [RepositoryFile], verbs: Set<String>) -> [Violation] {
        files.flatMap { file in
            named(in: file).filter { !verbs.contains($0) }.map {
                Violation(path: file.path, line: 0, message: "there is no verb `lifeboat \($0)`")
            }
        }
    }
}
