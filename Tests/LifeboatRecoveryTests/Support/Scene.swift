import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Synchronization

@testable import LifeboatRecovery

/// A source, a row of tiers, each fed from the one before, and a state directory, below one scratch
/// directory.
struct Scene {
    let path: String
    var tiers = ["disk"]
    var retention = Retention()
    var layout = SourceLayout.auto
    var exclude: [String] = []
    var host = "node"
    var settings = CaptureSettings()
    var width = 2
    /// An hour ahead of the files, so that none was touched just before its point was taken.
    var clock: any WallClock = ManualClock(SystemClock().now().adding(seconds: 3600))
    var wrap: @Sendable (any Store) -> any Store = { $0 }

    var source: String { "\(path)/source" }
    var target: String { "\(path)/target" }

    /// Runs `body` with an empty source.
    static func with(_ body: (inout Scene) throws -> Void) throws {
        try withScratchDirectory { path in
            var scene = Scene(path: path)
            _ = try Directory.make(scene.source, mode: 0o755)
            try body(&scene)
        }
    }

    func tier(_ name: String) -> Tier {
        let index = tiers.firstIndex(of: name) ?? 0
        return Tier(
            name: name,
            storage: .directory(path: "\(path)/\(name)"),
            from: index == 0 ? nil : tiers[index - 1]
        )
    }

    var policy: Policy {
        Policy(
            name: "scene",
            sources: [Source(name: "src", path: source, layout: layout, exclude: exclude.map { Glob($0) })],
            tiers: tiers.map(tier),
            retention: retention
        )
    }

    var state: LocalState { get throws { try LocalState(path: "\(path)/state") } }

    /// Protects once, a minute after the time before.
    @discardableResult
    func protect(_ cancellation: Cancellation = Cancellation()) throws -> ProtectResult {
        var result = ProtectResult()
        try protect(&result, cancellation)
        return result
    }

    /// The same, and `result` tells what was done before an error.
    func protect(_ result: inout ProtectResult, _ cancellation: Cancellation = Cancellation()) throws {
        (clock as? ManualClock)?.advance(seconds: 60)
        let protector = Protector(
            policy: policy,
            stores: WrappedStores(wrap: wrap),
            state: try state,
            host: host,
            clock: clock,
            workers: Workers(width: width),
            progress: SilentProgress(),
            cancellation: cancellation,
            settings: settings
        )
        var random = SystemRandomNumberGenerator()
        try protector.run(&result, using: &random)
    }

    func vault(_ tier: String = "disk") throws -> Vault {
        try TierVault.open(self.tier(tier), DirectoryStores())
    }

    /// Gives the first vault to whoever is not its owner.
    func openVault() throws {
        let vault = try Directory("\(path)/disk")
        for entry in try TreeWalk(vault).entries {
            try vault.setPermissions(entry.name, entry.facts.kind == .directory ? 0o755 : 0o644)
        }
        try Attributes.setPermissions(vault.descriptor, 0o755)
    }

    /// The points of a tier, newest first within a run.
    func points(_ tier: String = "disk") throws -> [Point] { try vault(tier).points().points }

    func newest(_ tier: String = "disk") throws -> Point {
        guard let point = try points(tier).first else { throw LifeboatError(.notFound, "no point") }
        return point
    }

    func tree(_ point: Point, _ tier: String = "disk") throws -> Tree {
        try vault(tier).tree(of: point.manifest)
    }

    /// The text of a file as a point holds it; nil where it does not.
    func text(_ name: String, in point: Point, _ tier: String = "disk") throws -> String? {
        let vault = try vault(tier)
        let tree = try vault.tree(of: point.manifest)
        guard let entry = tree.entry(FileName(name)), entry.isFile else { return nil }
        let bytes = try entry.pieces.reduce(into: [UInt8]()) { $0 += try vault.bytes($1, of: tree) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What a check that reads everything finds wrong.
    func damage(_ tier: String = "disk") throws -> [Finding] {
        try VaultCheck(
            vault(tier),
            readingData: true,
            workers: Workers(width: width),
            progress: SilentProgress(),
            cancellation: Cancellation()
        ).findings
    }

    /// The target, made.
    func makeTarget() throws -> Files {
        _ = try Directory.make(target)
        return try Files(target)
    }

    /// Restores into the target.
    @discardableResult
    func restore(
        _ point: Point? = nil,
        from tier: String = "disk",
        force: Bool = false,
        cancellation: Cancellation = Cancellation(),
        store: (any Store)? = nil
    ) throws -> [Finding] {
        let vault = try store.map { try Vault(opening: $0) } ?? vault(tier)
        let workers = Workers(width: width)
        let planner = RestorePlanner(vault, workers: workers, cancellation: cancellation)
        let plan = try planner.plan(point ?? newest(tier), to: target, force: force)
        let restorer = Restorer(
            vault,
            workers: workers,
            progress: SilentProgress(),
            cancellation: cancellation
        )
        return try plan.findings + restorer.run(plan)
    }
}
