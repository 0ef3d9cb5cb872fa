internal import LifeboatCore
internal import LifeboatTiers

/// What lies in a vault and is nothing of its layout: it may stand where something stood that leads to
/// objects.
extension Vault {
    static let pointsPrefix = "points/"
    static let collectionsPrefix = "gc/"
    static let evidencePrefix = "evidence/"
    static let objectsPrefix = "objects/"

    /// Throws `conflict` while something stands below `points/`, `gc/` or `evidence/` that is neither a file
    /// nor a directory where one belongs: nothing may be deleted then, for it may hide what is needed.
    public func refuseStrangers() throws {
        for prefix in [Self.pointsPrefix, Self.collectionsPrefix, Self.evidencePrefix] {
            guard let odd = try strangers(prefix).first else { continue }
            throw LifeboatError(
                .conflict,
                "nothing is deleted while \(odd.what) stands where \(Self.belongs(prefix)) belongs",
                path: "\(address)/\(odd.name)",
                hint: "Find out who put it there, move it away, and run `lifeboat vault check`."
            )
        }
    }

    /// A finding for each stranger below the prefixes that points are not read from.
    func strangerFindings() throws -> [Finding] {
        try [Self.collectionsPrefix, Self.evidencePrefix, Self.objectsPrefix].flatMap { prefix in
            try strangers(prefix).map { stranger($0.name, "is \($0.what)") }
        }
    }

    /// What is no key below a prefix, and no directory that the layout has or that merely lies there.
    private func strangers(_ prefix: String) throws -> [StoreStranger] {
        try store.listing(prefix).strangers.filter { odd in
            !odd.isDirectory || prefix == Self.collectionsPrefix || odd.name.hasSuffix(".json")
                || VaultFormat.objectName(odd.name) != nil
        }
    }

    func stranger(_ name: String, _ message: String) -> Finding {
        let prefix = name.prefix { $0 != "/" } + "/"
        return Finding(
            "vault.stranger",
            .warning,
            path: "\(address)/\(name)",
            message,
            hint: "Find out who put it there, and move it away: nothing but \(Self.belong(String(prefix)))"
                + " belongs there."
        )
    }

    private static func belongs(_ prefix: String) -> String {
        switch prefix {
        case pointsPrefix: "a manifest"
        case collectionsPrefix: "the record of a collection"
        case evidencePrefix: "evidence"
        default: "an object"
        }
    }

    private static func belong(_ prefix: String) -> String {
        switch prefix {
        case pointsPrefix: "manifests"
        case collectionsPrefix: "records of collections"
        case evidencePrefix: "evidence"
        default: "objects"
        }
    }
}
