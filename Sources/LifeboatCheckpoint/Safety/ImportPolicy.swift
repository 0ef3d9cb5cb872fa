internal import LifeboatCore

/// Judges one import. What is known to be harmless is safe; what is known to run code is dangerous; the rest
/// is for a person to look at.
enum ImportPolicy {
    /// The judgement on `use`.
    static func judge(_ use: ImportUse) -> CheckpointSafety {
        if isBlocked(use) { return .dangerous }
        return isAllowed(use) ? .safe : .review
    }

    private static func isAllowed(_ use: ImportUse) -> Bool {
        // A dotted name walks through attributes of the module and so reaches whatever the module imported.
        guard !use.name.contains(".") else { return false }
        if AllowedImports.names[use.module]?.contains(use.name) == true { return true }
        if use.module == "torch" || use.module == "torch.cuda" {
            return use.name.hasSuffix("Storage") && use.name.first?.isUppercase == true
        }
        // Classes of model libraries are harmless as bare objects. Their constructors and the functions
        // beside them are not: some evaluate text from their arguments.
        guard !use.isCalled, use.name.first?.isUppercase == true else { return false }
        return AllowedImports.classModules.contains { use.module == $0 || use.module.hasPrefix($0 + ".") }
    }

    private static func isBlocked(_ use: ImportUse) -> Bool {
        let segments = use.module.split(separator: ".").map(String.init)
        for count in 1...max(1, segments.count) {
            if BlockedImports.modules.contains(segments.prefix(count).joined(separator: ".")) { return true }
        }
        let first = use.name.split(separator: ".").first.map(String.init) ?? use.name
        if BlockedImports.names[use.module].map({ $0.contains(use.name) || $0.contains(first) }) == true {
            return true
        }
        // `module`, `a.os.system`: a blocked module reached through another one.
        guard use.name.contains(".") else { return false }
        return use.name.split(separator: ".").contains { BlockedImports.modules.contains(String($0)) }
    }
}
