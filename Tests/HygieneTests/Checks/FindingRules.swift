/// Every finding code of the sources stands in `docs/findings.md`, and nothing else does.
enum FindingRules {
    /// Literals that look like codes: keys of a policy, and the stem of a control's id.
    static let others: Set = ["environment.wheelhouse", "evidence.key", "evidence.trust", "drill.recent"]

    /// Codes without an entry, and entries without a code.
    ///
    /// What counts as a code: the literal that a `Finding` begins with, and every literal of the families
    /// (`checkpoint`, `drill`, …) that the document has.
    static func violations(in sources: [SwiftSource], document: RepositoryFile) -> [Violation] {
        let listed = codes(in: document)
        let families = Set(listed.map { family(of: $0) })
        var found: [Violation] = []
        var used: Set<String> = []
        for source in sources where source.isProduct {
            for (index, line) in source.file.lines.enumerated() {
                for code in literals(in: line)
                where families.contains(family(of: code)) || line.contains("Finding(\"\(code)\"") {
                    used.insert(code)
                    guard !listed.contains(code), !others.contains(code) else { continue }
                    found.append(source.violation(index + 1, "\(code) is not in \(document.path)"))
                }
            }
        }
        return found
            + listed.subtracting(used).sorted().map {
                Violation(path: document.path, line: 0, message: "\($0) is used nowhere: take it out")
            }
    }

    /// The codes that list items of a document begin with, as in "- `drill.extra` (error): …".
    static func codes(in document: RepositoryFile) -> Set<String> {
        Set(
            document.lines.compactMap { line in
                guard line.hasPrefix("- `") else { return nil }
                return line.dropFirst(3).split(separator: "`").first.map(String.init)
            }
        )
    }

    /// The codes among the literals of a line; of `"rpo.\(tier)"` it is `rpo.TIER`.
    static func literals(in line: String) -> [String] {
        line.split(separator: "\"", omittingEmptySubsequences: false).compactMap { text in
            let stem = text.prefix { $0 != "\\" }
            let parts = stem.split(separator: ".", omittingEmptySubsequences: false)
            if stem.endIndex < text.endIndex {
                guard text[stem.endIndex...].hasPrefix("\\("), parts.last == "", parts.count > 1,
                    parts.dropLast().allSatisfy(isWord)
                else { return nil }
                return stem + "TIER"
            }
            return parts.count == 2 && parts.allSatisfy(isWord) ? String(text) : nil
        }
    }

    private static func isWord(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    private static func family(of code: String) -> Substring { code.prefix { $0 != "." } }
}
