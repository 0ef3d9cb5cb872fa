public import LifeboatCore
internal import LifeboatFiles
public import LifeboatVault

/// Which run each directory on this host is: the memory of names between two protects, kept in local state.
///
/// It can be lost: a protect then finds the run again by host, path and directory in the vaults.
public struct RunRegistry: Sendable {
    private let file: StateFile

    /// The registry in a state directory, which exists.
    public init(stateDirectory: String) {
        file = StateFile(
            directory: stateDirectory,
            name: "runs",
            schema: "lifeboat.runs/1",
            limit: 64 << 20,
            title: "the registry of runs",
            hint: "Move the file away: the next protect finds the runs again in the vaults."
        )
    }

    /// The run that the directory is, if it is known: the same directory at any path.
    public func run(of origin: Origin) throws -> RunID? {
        try read().first { Self.isSame($0.origin, origin) }?.run
    }

    /// Whether the run lives on in another directory of this host, which is still the one it was.
    public func isAlive(_ run: RunID, elsewhereThan origin: Origin) throws -> Bool {
        try read().contains { entry in
            guard entry.run == run, entry.origin != origin,
                let facts = try? Directory(entry.origin.place).descriptor.facts()
            else { return false }
            return facts.inode == entry.origin.inode && facts.birth == entry.origin.birth
        }
    }

    /// Remembers that the directory is this run.
    public func remember(_ run: RunID, at origin: Origin) throws {
        try file.change {
            var entries = try read()
            if entries.contains(where: { $0.run == run && $0.origin == origin }) { return nil }
            entries.removeAll { $0.origin.place == origin.place || Self.isSame($0.origin, origin) }
            entries.append((run, origin))
            return ["runs": .array(entries.map { ["run": .string($0.run.text), "origin": $0.origin.json] })]
        }
    }

    /// The same directory, wherever it stands. Where the file system does not know when it was made, its
    /// number alone proves nothing: another disk has it too.
    private static func isSame(_ a: Origin, _ b: Origin) -> Bool {
        a.inode == b.inode && a.birth == b.birth && (a.birth != nil || a.place == b.place)
    }

    private func read() throws -> [(run: RunID, origin: Origin)] {
        let runs = try file.read { json in
            try json.array("runs").compactMap { entry -> (run: RunID, origin: Origin)? in
                guard let run = RunID(try entry.string("run")), let origin = entry["origin"] else {
                    return nil
                }
                return (run, try Origin(json: origin))
            }
        }
        return runs ?? []
    }
}
