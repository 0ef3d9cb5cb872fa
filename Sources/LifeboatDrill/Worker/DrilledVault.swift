internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTiers
internal import LifeboatVault

/// The vault of a drill, reached before the worker shuts itself off and still open afterwards.
enum DrilledVault: Sendable {
    /// A directory, through its descriptor.
    case directory(OpenPlace)
    /// A store that is not on this machine.
    case store(any Store)

    /// Opens what the request names. Throws what keeps it from being opened.
    init(_ request: DrillRequest, _ stores: any TierStores) throws {
        if let path = request.vault {
            self = .directory(try OpenPlace(path))
            return
        }
        let reading = PolicyReader.read(
            bytes: Array((request.policy ?? "").utf8),
            file: "policy",
            environment: [:],
            home: "",
            baseDirectory: "/",
            capabilities: .complete
        )
        guard let tier = reading.policy?.tier(named: request.tier) else {
            throw LifeboatError(.corrupt, "the request of the drill does not say what the tier is")
        }
        let store = try stores.open(tier)
        // Credentials may lie in files that are out of sight later.
        _ = try Vault(opening: store)
        self = .store(store)
    }

    /// The store, as it is reached now.
    func open() throws -> any Store {
        switch self {
        case .directory(let place): try DirectoryStore(place.path)
        case .store(let store): store
        }
    }

    /// The finding with the path that people know.
    func renamed(_ finding: Finding) -> Finding {
        guard case .directory(let place) = self else { return finding }
        return place.renamed(finding)
    }
}
