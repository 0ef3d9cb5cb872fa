import Glibc
import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatRecovery
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault

@testable import LifeboatDrill

/// A source with two tiers behind it, `near` and `far`, in a scratch directory.
struct Scene {
    let root: String
    let clock: ManualClock
    let policy: Policy
    let state: LocalState

    var source: String { "\(root)/source" }
    var scratch: String { "\(root)/scratch" }

    init(_ root: String) throws {
        self.root = root
        clock = ManualClock(Timestamp(milliseconds: 1_795_000_000_000))
        _ = try Directory.make("\(root)/source")
        _ = try Directory.make("\(root)/home")
        _ = try Directory.make("\(root)/scratch")
        policy = Policy(
            name: "scene",
            sources: [Source(name: "runs", path: "\(root)/source", exclude: [Glob("*.cache")])],
            tiers: [
                Tier(name: "near", storage: .directory(path: "\(root)/near")),
                Tier(name: "far", storage: .directory(path: "\(root)/far"), from: "near"),
            ]
        )
        state = try LocalState(path: "\(root)/state")
    }

    /// The same with a training run and an odd tree in its source, protected once.
    static func withRun<R>(_ body: (Scene) throws -> R) throws -> R {
        try withScratchDirectory { root in
            let scene = try Scene(root)
            try scene.addRun("live", as: "exp1")
            try scene.write("odd/notes.txt", "a few words")
            try scene.protect()
            return try body(scene)
        }
    }

    /// Copies a run of the fixtures into the source.
    func addRun(_ fixture: String, as name: String) throws {
        let from = try Directory(Self.fixtures + fixture)
        let to = try Directory.make("\(source)/\(name)")
        for entry in try TreeWalk(from).entries {
            switch entry.facts.kind {
            case .directory: _ = try to.makeDirectory(entry.name)
            default:
                let bytes = try from.open(entry.name).contents(limit: 64 << 20)
                try to.write(bytes, to: entry.name, replacing: true)
            }
        }
    }

    static let fixtures =
        #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" } + "/Fixtures/"

    /// Writes a file into the source.
    func write(_ name: String, _ text: String) throws {
        try Directory(source).write(Array(text.utf8), to: FileName(name), replacing: true)
    }

    /// Brings both tiers up to date.
    func protect() throws {
        clock.advance(seconds: 60)
        var random = SystemRandomNumberGenerator()
        let protector = Protector(
            policy: policy,
            stores: DirectoryStores(),
            state: state,
            host: "node",
            clock: clock,
            workers: Workers(width: 2),
            progress: SilentProgress(),
            cancellation: Cancellation()
        )
        let result = try protector.run(using: &random)
        guard result.isGood else { throw LifeboatError(.failed, "\(result.findings)") }
    }

    func vault(_ tier: String) throws -> Vault { try Vault(opening: DirectoryStore("\(root)/\(tier)")) }

    func request(
        _ tier: String = "near",
        depth: DrillDepth = .structure,
        sample: DrillSample = .everything,
        rto: Double? = nil
    ) -> DrillRequest {
        let named = policy.tier(named: tier) ?? policy.tiers[0]
        return DrillRequest(tier: named, depth: depth, sample: sample, seed: 7, rtoSeconds: rto)
    }

    /// Drills, and checks that the scratch space is empty afterwards.
    func drill(
        _ request: DrillRequest,
        executable: String = Scene.program,
        arguments: [String] = ["drill-worker"],
        progress: any Progress = SilentProgress(),
        cancellation: Cancellation = Cancellation()
    ) throws -> TierDrill {
        let launcher = DrillLauncher(
            scratchRoot: scratch,
            executable: executable,
            arguments: arguments,
            clock: clock,
            progress: progress,
            cancellation: cancellation
        )
        let outcome = Result { try launcher.run(request) }
        let left = try Directory(scratch).names()
        guard left.isEmpty else { throw LifeboatError(.failed, "\(left.count) left in scratch space") }
        return try outcome.get()
    }

    /// The program that was built along with the tests.
    static var program: String {
        let tests = CanonicalPath.of("/proc/self/exe") ?? ""
        return String(tests[..<(tests.lastIndex(of: "/") ?? tests.endIndex)]) + "/lifeboat"
    }
}

extension TierDrill {
    /// Codes of the findings that are errors, each once.
    var errors: Set<String> { Set(findings.filter { $0.severity == .error }.map(\.code)) }
}
