internal import LifeboatCore
internal import LifeboatFiles

/// A node for tests: a source with runs, tiers, local state and a policy, all in one directory.
public struct Site: Sendable {
    /// The directory of everything.
    public let path: String
    /// The source's directory; may lie elsewhere.
    public let source: String
    /// The names of the tiers, hot to cold.
    public let tiers: [String]

    /// The policy file.
    public var policy: String { "\(path)/lifeboat.yaml" }
    /// The directory of local state.
    public var state: String { "\(path)/state" }
    /// Where restores and other results of a test may go.
    public func place(_ name: String) -> String { "\(path)/\(name)" }
    /// The vault of a tier.
    public func vault(_ tier: String) -> String { "\(path)/tiers/\(tier)" }

    /// The environment a program sees here.
    public var environment: [String: String] {
        [
            "HOME": path, "LIFEBOAT_STATE": state, "LIFEBOAT_POLICY": policy,
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        ]
    }

    /// A site at `path`, which is made with an empty source and the directory of the tiers. `rest` is what
    /// the policy has besides sources and tiers.
    public init(
        at path: String,
        source: String? = nil,
        tiers: [String] = ["disk", "replica"],
        rest: String = ""
    ) throws {
        self.path = path
        self.source = source ?? "\(path)/runs"
        self.tiers = tiers
        _ = try Directory.make(self.source)
        _ = try Directory.make("\(path)/tiers")
        try writePolicy(rest)
    }

    /// Writes the policy anew.
    public func writePolicy(_ rest: String) throws {
        var text = "version: 1\nname: site\nsources:\n  - { name: train, path: \(source) }\ntiers:\n"
        for tier in tiers { text += "  - { name: \(tier), kind: directory, path: \(vault(tier)) }\n" }
        try write(text + rest, to: "lifeboat.yaml")
    }

    /// Writes a file below the site, replacing what is there, in place.
    public func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    /// Writes a file below the site, replacing what is there, in place.
    public func write(_ bytes: [UInt8], to name: String) throws {
        let name = FileName(name)
        let directory = try Directory(path)
        _ = try directory.makeDirectory(name.parent)
        let file = try directory.openOrCreate(name)
        try file.truncate(to: bytes.count)
        try bytes.withUnsafeBytes { try file.write($0, at: 0) }
    }

    /// Puts a copy of a fixture, as `live`, into the source.
    public func addRun(_ fixture: String, as name: String) throws {
        try FileTree("\(Fixtures.path)/\(fixture)").copy(to: "\(source)/\(name)")
    }

    /// Puts a run of a few kilobytes into the source: a checkpoint, its arguments, its results. The source
    /// must lie in the site.
    public func addSmallRun(_ name: String, checkpoint: String = "odd/training-state.pt") throws {
        try write(Fixtures.bytes(checkpoint), to: "runs/\(name)/weights/last.pt")
        try write(Fixtures.bytes("live/args.yaml"), to: "runs/\(name)/args.yaml")
        try write(Fixtures.bytes("live/results.csv"), to: "runs/\(name)/results.csv")
    }

    /// Repeatable bytes that nothing compresses.
    public static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            for offset in stride(from: 0, to: count - 7, by: 8) {
                raw.storeBytes(of: generator.next(), toByteOffset: offset, as: UInt64.self)
            }
            for offset in count / 8 * 8..<count { raw[offset] = UInt8(truncatingIfNeeded: offset) }
            filled = count
        }
    }
}
