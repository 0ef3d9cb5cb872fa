/// What stands at the top of the repository, and that the table of layers says what is there.
enum LayoutRules {
    static let folders: Set = ["Sources", "Tests", "Benchmarks", "runbooks", "policies", "docs", ".ci"]
    static let files: Set = [
        "README.md", "Makefile", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Package.swift",
        ".swift-format",
        ".gitignore",
    ]

    /// Files and folders that have no place at the top.
    static func top(_ paths: [String]) -> [Violation] {
        paths.compactMap { path in
            let components = path.split(separator: "/").map(String.init)
            let known = components.count == 1 ? files : folders
            guard let first = components.first, !known.contains(first) else { return nil }
            return Violation(
                path: path,
                line: 0,
                message: "\(first) has no place at the top of the repository"
            )
        }
    }

    /// Targets on the disk that have no row, and rows whose target is not there.
    static func targets(_ paths: [String], rows: [[String]]) -> [Violation] {
        let components = paths.map { $0.split(separator: "/").map(String.init) }
        let present = Set(components.filter { $0.count > 2 && $0[0] == "Sources" }.map { $0[1] })
        return present.symmetricDifference(rows.joined()).sorted().map { target in
            let message =
                present.contains(target) ? "has no row in Layers" : "has a row in Layers and is not there"
            return Violation(path: "Sources/\(target)", line: 0, message: message)
        }
    }

    /// The rows of the first table of `document` whose rows begin with targets in backticks.
    static func rows(in document: RepositoryFile) -> [[String]] {
        document.lines.compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            guard line.hasPrefix("| `"), cells.count > 2 else { return nil }
            let names = cells[1].split(separator: "`").map(String.init)
            return names.filter { $0.utf8.allSatisfy(Token.isWord) }
        }
    }
}
