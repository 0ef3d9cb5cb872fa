/// Imports go downwards, and what is foreign stays where it belongs.
enum ImportRules {
    private static let access: Set = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set = [
        "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
    ]

    /// Imports of a file of the product that the table of layers does not allow.
    static func violations(in source: SwiftSource) -> [Violation] {
        guard source.isProduct, let target = source.target else { return [] }
        guard let row = Layers.row(of: target) else {
            return [source.violation(0, "the target \(target) has no row in Layers and docs/architecture.md")]
        }
        return imports(of: source).compactMap { module, line in
            reason(target: target, row: row, module: module).map { source.violation(line, $0) }
        }
    }

    private static func reason(target: String, row: Int, module: String) -> String? {
        if let below = Layers.row(of: module) {
            return below > row ? nil : "\(target) imports \(module), which is not below it"
        }
        guard let users = Layers.foreign[module] else {
            return "\(module) is not in the table of foreign modules"
        }
        return users.contains(target) ? nil : "\(target) imports \(module), which only \(users.sorted()) may"
    }

    /// The modules that a source imports, each with its line.
    static func imports(of source: SwiftSource) -> [(module: String, line: Int)] {
        source.code.enumerated().compactMap { index, line in
            var words = line.split(separator: " ")[...]
            while let word = words.first, word.hasPrefix("@") || access.contains(String(word)) {
                words = words.dropFirst()
            }
            guard words.first == "import" else { return nil }
            words = words.dropFirst()
            if let kind = words.first, kinds.contains(String(kind)) { words = words.dropFirst() }
            let module = words.first?.split(separator: ".").first
            return module.map { (String($0), index + 1) }
        }
    }
}
