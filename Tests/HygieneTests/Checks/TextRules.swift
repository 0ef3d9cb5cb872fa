/// What holds for every text: how its lines end, and what it never names.
enum TextRules {
    /// Put together from halves, so that this file does not break its own rule.
    static let unfinished = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
    static let conflicts = ["<<<" + "<<<<", ">>>" + ">>>>"]
    static let machinePaths = ["/ro" + "ot/", "/wo" + "rk/", "/home/us" + "er/"]
    static let hosts = [
        "py" + "pi.org", "files.python" + "hosted", "deb.deb" + "ian", "registry.np" + "mjs",
        "proxy.go" + "lang",
        "cra" + "tes.io", "archive.ubu" + "ntu",
    ]

    /// Everything wrong with a text file; nothing for one that is not text.
    static func violations(in file: RepositoryFile) -> [Violation] {
        guard file.isText else { return [] }
        return (file.isTestData ? [] : layout(file)) + words(file)
    }

    private static func layout(_ file: RepositoryFile) -> [Violation] {
        var found: [Violation] = []
        if !file.bytes.isEmpty, file.bytes.last != 0x0A {
            found.append(
                Violation(path: file.path, line: file.lines.count, message: "does not end in a newline")
            )
        }
        if file.bytes.suffix(2) == [0x0A, 0x0A] {
            found.append(Violation(path: file.path, line: file.lines.count, message: "ends in an empty line"))
        }
        let allowsTabs = file.name == "Makefile"
        for (index, line) in file.lines.enumerated() {
            let bytes = line.utf8
            if let last = bytes.last, last == 0x20 || last == 0x09 || last == 0x0D {
                found.append(
                    Violation(path: file.path, line: index + 1, message: "white space at the end of the line")
                )
            }
            if !allowsTabs, bytes.contains(0x09) {
                found.append(Violation(path: file.path, line: index + 1, message: "a tab: use spaces"))
            }
        }
        return found
    }

    private static func words(_ file: RepositoryFile) -> [Violation] {
        var found: [Violation] = []
        for (index, line) in file.lines.enumerated() {
            func report(_ message: String) {
                found.append(Violation(path: file.path, line: index + 1, message: message))
            }
            if conflicts.contains(where: line.hasPrefix) {
                report("the mark of a merge that was not resolved")
            }
            for word in unfinished where hasWord(word, in: line) {
                report("\(word): do it, or leave it unsaid")
            }
            for path in machinePaths where hasPath(path, in: line) {
                report("names a path of one machine, \(path)")
            }
            for host in hosts where line.contains(host) { report("names a package registry, \(host)") }
        }
        return found
    }

    /// Whether `word` stands in `line` with no letter or digit beside it.
    private static func hasWord(_ word: String, in line: String) -> Bool {
        line.split { !$0.isLetter && !$0.isNumber }.contains { $0 == word }
    }

    /// Whether an absolute path in `line` begins like `path`.
    private static func hasPath(_ path: String, in line: String) -> Bool {
        line.ranges(of: path).contains { range in
            guard range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !before.isLetter && !before.isNumber && !"._-~}/*".contains(before)
        }
    }
}
