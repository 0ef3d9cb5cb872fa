internal import LifeboatCore

extension PolicyChecks {
    mutating func names() {
        if isGiven("sources"), draft.sources.isEmpty, !hasProblem(below: "sources") {
            error("policy.empty-list", "sources", "there is no source", hint: "add a directory to protect")
        }
        if isGiven("tiers"), draft.tiers.isEmpty, !hasProblem(below: "tiers") {
            error("policy.empty-list", "tiers", "there is no tier", hint: "add a place for copies")
        }
        unique(draft.sources.map { ($0.keyPath, $0.value.name) }, of: "source")
        unique(draft.tiers.map { ($0.keyPath, $0.value.name) }, of: "tier")
    }

    private func hasProblem(below path: String) -> Bool {
        log.problems.contains { $0.severity == .error && $0.keyPath.hasPrefix(path) }
    }

    private mutating func unique(_ names: [(keyPath: String, name: String)], of what: String) {
        // Two names that differ in case alone are two directories on one file system and one on another.
        var first: [String: String] = [:]
        for (keyPath, name) in names where !name.isEmpty {
            if let other = first[name.lowercased()] {
                error(
                    "policy.duplicate-name",
                    keyPath + ".name",
                    "\(other) has the name \(Quote.text(name)) already",
                    hint: "give each \(what) its own name"
                )
            } else {
                first[name.lowercased()] = keyPath
            }
        }
    }
}
