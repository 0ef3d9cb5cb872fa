/// One type that others see in a file, and the file named after what it holds.
enum NameRules {
    /// Files of the product that hold more than one such type, or another one than they are named after.
    static func violations(in source: SwiftSource) -> [Violation] {
        guard source.isProduct else { return [] }
        let declarations = source.declarations
        return crowd(source, declarations) + name(source, declarations)
    }

    private static func crowd(_ source: SwiftSource, _ declarations: [Declaration]) -> [Violation] {
        declarations.filter { $0.isType && $0.isShared }.dropFirst().map { extra in
            source.violation(
                extra.line,
                "\(extra.name) is a second public type here: give it a file of its own"
            )
        }
    }

    private static func name(_ source: SwiftSource, _ declarations: [Declaration]) -> [Violation] {
        let parts = source.file.name.dropLast(".swift".count).split(separator: "+", maxSplits: 1)
        guard let base = parts.first.map(String.init), !declarations.isEmpty else { return [] }
        let isAspect = parts.count == 2
        let fits = declarations.contains { declaration in
            let name = declaration.name.split(separator: ".").last.map(String.init) ?? ""
            return name.isEmpty || name == base || declaration.name == base
                || (isAspect && declaration.name.hasPrefix(base))
        }
        if !fits { return [source.violation(0, "declares no \(base): name the file after its type")] }
        let first = declarations.first { $0.isType && $0.isShared }
        guard let first, first.name != base else { return [] }
        return [source.violation(first.line, "\(first.name) is public, and the file is named \(base)")]
    }
}
