/// The judgement on one pickle and why.
struct PickleScan {
    private(set) var safety = CheckpointSafety.safe
    private(set) var damages: [Damage] = []
    private(set) var remarks: [Damage] = []

    /// Judges the imports of `graph`, read from the record `record`.
    ///
    /// `ignoring` names modules that the format itself resolves without importing anything.
    init(_ graph: PickleGraph, record: String, ignoring: [String] = []) {
        let imports = PickleImports(graph)
        for use in imports.uses
        where !ignoring.contains(where: { use.module == $0 || use.module.hasPrefix($0 + ".") }) {
            add(use, record: record)
        }
        if imports.unresolved > 0 {
            raise(.dangerous)
            damages.append(
                Damage(
                    "checkpoint.hidden-import",
                    "\(record) computes the name of an import, which hides what it runs"
                )
            )
        }
        if imports.computedCalls > 0 {
            raise(.review)
            remarks.append(
                Damage(
                    "checkpoint.computed-call",
                    "\(record) calls something that it computed",
                    hint: Self.look
                )
            )
        }
    }

    private static let look = "load it only where you trust who wrote it"

    private mutating func add(_ use: ImportUse, record: String) {
        switch ImportPolicy.judge(use) {
        case .safe: break
        case .review:
            raise(.review)
            let how = use.isCalled ? "calls" : "imports"
            remarks.append(
                Damage(
                    "checkpoint.unknown-import",
                    "\(record) \(how) \(use.text), which is not known to be harmless",
                    hint: Self.look
                )
            )
        case .dangerous:
            raise(.dangerous)
            damages.append(
                Damage(
                    "checkpoint.dangerous-import",
                    "loading would run \(use.text), which \(record) imports",
                    hint: "do not load this file; find out where it came from"
                )
            )
        }
    }

    private mutating func raise(_ level: CheckpointSafety) { safety = max(safety, level) }
}
