internal import LifeboatCore
internal import LifeboatTiers
internal import LifeboatVault

/// Reads objects whole and holds them against their digests, each once in a drill.
struct ObjectProof: Sendable {
    let vault: Vault
    let workers: Workers
    let cancellation: Cancellation
    /// What is what it should be.
    private(set) var proven: Set<ObjectReference> = []
    private var damaged: [ObjectReference: Finding] = [:]

    init(vault: Vault, workers: Workers, cancellation: Cancellation) {
        self.vault = vault
        self.workers = workers
        self.cancellation = cancellation
    }

    /// A finding for each of `objects` that is missing or damaged. Throws `interrupted`.
    mutating func check(_ objects: [ObjectReference]) throws -> [Finding] {
        let new = Set(objects).filter { !proven.contains($0) && damaged[$0] == nil }.sorted {
            $0.name < $1.name
        }
        let results = try workers.map(new.count) { [vault, cancellation] index in
            try cancellation.check()
            return Self.check(new[index], vault)
        }
        for (object, finding) in zip(new, results) {
            if let finding { damaged[object] = finding } else { proven.insert(object) }
        }
        return Set(objects).sorted { $0.name < $1.name }.compactMap { damaged[$0] }
    }

    private static func check(_ object: ObjectReference, _ vault: Vault) -> Finding? {
        let path = "\(vault.address)/\(VaultFormat.objectKey(object.name))"
        do {
            _ = try vault.bytes(object)
            return nil
        } catch {
            let isThere = (try? vault.store.facts(VaultFormat.objectKey(object.name))) ?? nil
            let code = isThere == nil ? "drill.object-missing" : "drill.object-corrupt"
            return Finding(code, failure: error, path: path)
        }
    }
}
