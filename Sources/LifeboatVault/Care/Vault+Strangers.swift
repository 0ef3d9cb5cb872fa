internal import LifeboatCore
internal import LifeboatTiers

/// What lies in a vault and is nothing of its layout: it may stand where something stood that leads to
/// objects.
extension Vault {
    /// Throws `conflict` while something stands below `points/`, `gc/` or `evidence/` that is neither a file
    /// nor a directory where one belongs: nothing may be deleted then, for it may hide what is needed.
    public func refuseStrangers() throws {
        for prefix in [VaultFormat.pointsPrefix, VaultFormat.collectionsPrefix, VaultFormat.evidencePrefix] {
            guard let odd = try strangers(prefix).first else { continue }
            throw LifeboatError(
                .conflict,
                "nothing is deleted while \(odd.what) stands where \(Self.belongs(prefix)) belongs",
                path: "\(address)/\(odd.name)",
                hint: "Find out who put it there, move it away, and run `lifeboat vault check`."
            )
        }
    }

    /// A finding for each stranger below the prefixes that points are not read from, and in the store's own
    /// places.
    func strangerFindings() throws -> [Finding] {
        let prefixes = [
            VaultFormat.collectionsPrefix, VaultFormat.evidencePrefix, VaultFormat.objectsPrefix,
            VaultFormat.recoveryPrefix,
        ]
        return try (prefixes.flatMap(strangers) + store.ownStrangers()).map {
            stranger($0.name, "is \($0.what)")
        }
    }

    /// What is no key below a prefix, and no directory that the layout has or that merely lies there.
    private func strangers(_ prefix: String) throws -> [StoreStranger] {
        try store.listing(prefix).strangers.filter { odd in
            !odd.isDirectory || prefix == VaultFormat.collectionsPrefix || odd.name.hasSuffix(".json")
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
        case VaultFormat.pointsPrefix: "a manifest"
        case VaultFormat.collectionsPrefix: "the record of a collection"
        case VaultFormat.evidencePrefix: "evidence"
        default: "an object"
        }
    }

    private static func belong(_ prefix: String) -> String {
        switch prefix {
        case VaultFormat.pointsPrefix: "manifests"
        case VaultFormat.collectionsPrefix: "records of collections"
        case VaultFormat.evidencePrefix: "evidence"
        case VaultFormat.recoveryPrefix: "the recovery kit"
        case VaultFormat.objectsPrefix: "objects"
        default: "what an interrupted deletion left"
        }
    }
}
