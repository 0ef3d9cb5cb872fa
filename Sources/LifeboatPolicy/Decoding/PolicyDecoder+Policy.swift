extension PolicyDecoder {
    private static let keys = [
        "version", "name", "sources", "environment", "tiers", "objectives", "drills", "retention", "evidence",
        "notify",
    ]

    /// Reads the whole policy.
    mutating func draft(_ root: YAMLValue) -> PolicyDraft? {
        guard let section = section(root, "", keys: Self.keys) else { return nil }
        var draft = PolicyDraft()
        version(section)
        require(section, "name", hint: "add name: followed by what this policy is called")
        draft.name = name(section, "name", capitals: true) ?? ""
        require(section, "sources", hint: "add sources: with a name and a path for each directory to protect")
        draft.sources = sources(section)
        if let value = section["environment"] { draft.environment = environment(value) }
        require(section, "tiers", hint: "add tiers: with at least one place for copies")
        tiers(section, &draft)
        if let value = section["objectives"] { draft.objectives = objectives(value) }
        draft.drills = drills(section)
        if let value = section["retention"] { draft.retention = retention(value, "retention") }
        if let value = section["evidence"] { evidence(value, &draft) }
        draft.notify = notify(section)
        return draft
    }

    private mutating func version(_ section: Section) {
        require(section, "version", hint: "add version: 1")
        guard let text = text(section["version"], "version"), text != "1" else { return }
        bad(
            section,
            "version",
            "policy.version",
            "this program reads version 1, not \(Quote.text(text))",
            hint: "write version: 1"
        )
    }
}
