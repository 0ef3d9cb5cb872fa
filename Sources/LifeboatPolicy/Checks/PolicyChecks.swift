/// Holds the parts of a policy against each other.
struct PolicyChecks {
    let draft: PolicyDraft
    let capabilities: Capabilities
    private let places: [String: Position]
    var log: ProblemLog

    init(_ draft: PolicyDraft, places: [String: Position], capabilities: Capabilities, log: ProblemLog) {
        self.draft = draft
        self.places = places
        self.capabilities = capabilities
        self.log = log
    }

    mutating func run() {
        names()
        overlaps()
        feeders()
        objectives()
        drills()
        evidence()
        notBuilt()
    }

    /// The place of the value at `path`, or of the nearest thing around it.
    func place(_ path: String) -> Position {
        var path = path[...]
        while true {
            if let place = places[String(path)] { return place }
            guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return .start }
            path = path[..<cut]
        }
    }

    mutating func error(_ code: String, _ path: String, _ message: String, hint: String = "") {
        log.error(code, place(path), path, message, hint: hint)
    }

    mutating func warning(_ code: String, _ path: String, _ message: String, hint: String = "") {
        log.warning(code, place(path), path, message, hint: hint)
    }

    /// Whether `path` was given in the text.
    func isGiven(_ path: String) -> Bool { places[path] != nil }

    func tier(_ name: String) -> Placed<Tier>? { draft.tiers.first { $0.value.name == name } }

    /// Says that `name` is no tier, if so.
    mutating func known(_ name: String, _ path: String) -> Placed<Tier>? {
        if let tier = tier(name) { return tier }
        let names = draft.tiers.map(\.value.name).filter { !$0.isEmpty }
        if !name.isEmpty, !names.isEmpty {
            error(
                "policy.unknown-tier",
                path,
                "there is no tier \(Quote.text(name))",
                hint: Suggestion.text(name, names)
            )
        }
        return nil
    }
}
