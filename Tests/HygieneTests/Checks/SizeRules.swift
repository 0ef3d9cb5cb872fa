/// How long a file, a function and a line may be, and how deep a folder.
enum SizeRules {
    static let productLines = 400
    static let testLines = 500
    static let functionLines = 70
    static let columns = 110
    static let folders = 3

    /// Everything that is too long or too deep.
    static func violations(in source: SwiftSource) -> [Violation] {
        file(source) + functions(source) + lines(source) + depth(source)
    }

    private static func file(_ source: SwiftSource) -> [Violation] {
        let limit = source.isProduct ? productLines : testLines
        let count = source.file.lines.count
        guard count > limit else { return [] }
        return [
            source.violation(0, "has \(count) lines; at most \(limit). Move a part into a file of its own")
        ]
    }

    private static func functions(_ source: SwiftSource) -> [Violation] {
        source.functions.filter { $0.length > functionLines }.map { function in
            let message =
                "\(function.name) has \(function.length) lines; at most \(functionLines). Name its parts"
            return source.violation(function.line, message)
        }
    }

    private static func lines(_ source: SwiftSource) -> [Violation] {
        source.file.lines.enumerated().filter { $1.count > columns }.map { index, line in
            source.violation(index + 1, "has \(line.count) columns; at most \(columns)")
        }
    }

    private static func depth(_ source: SwiftSource) -> [Violation] {
        let count = source.file.components.count - 3
        guard source.target != nil, count > folders else { return [] }
        return [source.violation(0, "lies \(count) folders below its target; at most \(folders)")]
    }
}
