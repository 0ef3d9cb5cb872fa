/// What the sample in the read-me shows can still be seen: its steps are those of the demo's script, and the
/// sentences in it are those of the sources.
enum DemoRules {
    /// Steps and remedies of the sample that are said nowhere.
    static func violations(in document: RepositoryFile, script: RepositoryFile, sources: [RepositoryFile])
        -> [Violation]
    {
        let steps = Set(script.lines.filter { $0.hasPrefix("say \"") }.map { $0.dropFirst(5).dropLast() })
        let literals = sources.map { joined($0.lines) }
        var found: [Violation] = []
        for (index, line) in document.lines.enumerated() {
            let isStep = line.hasPrefix("== ") && !line.hasPrefix("== Done in ")
            if isStep, !steps.contains(line.dropFirst(3)) {
                found.append(violation(document, index, "the demo has no such step"))
            }
            guard let sentence = remedy(line, after: index > 0 ? document.lines[index - 1] : "") else {
                continue
            }
            if !literals.contains(where: { says($0, sentence) }) {
                found.append(violation(document, index, "no source says this any more"))
            }
        }
        return found
    }

    /// Whether a source has the sentence: word for word, or with one interpolation for some of its words.
    private static func says(_ source: String, _ sentence: String) -> Bool {
        if source.contains(sentence) { return true }
        return source.split(separator: "\n").contains { line in
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            return parts.contains { literal in
                guard let opening = literal.firstRange(of: "\\("),
                    let closing = literal[opening.upperBound...].firstIndex(of: ")")
                else { return false }
                let (head, tail) = (literal[..<opening.lowerBound], literal[closing...].dropFirst())
                return !head.isEmpty && sentence.hasPrefix(head) && sentence.hasSuffix(tail)
            }
        }
    }

    /// The sentence that follows a warning or an arrow, as far as the line has it.
    static func remedy(_ line: String, after before: String) -> String? {
        let text = line.drop { $0 == " " }
        if text.hasPrefix("\u{2192} ") { return String(text.dropFirst(2)) }
        let isWarned = before.hasPrefix("warning: ") && before.hasSuffix("]")
        return isWarned && text.hasPrefix("hint: ") ? String(text.dropFirst(6)) : nil
    }

    /// The lines with literals that are put together from several put together.
    private static func joined(_ lines: [String]) -> String {
        var text = ""
        for line in lines {
            let line = line.drop { $0 == " " }
            if text.hasSuffix("\""), line.hasPrefix("+ \"") {
                text = String(text.dropLast()) + line.dropFirst(3)
            } else {
                text += "\n" + line
            }
        }
        return text
    }

    private static func violation(_ file: RepositoryFile, _ index: Int, _ message: String) -> Violation {
        Violation(path: file.path, line: index + 1, message: message)
    }
}
