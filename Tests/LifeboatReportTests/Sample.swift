internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

@testable internal import LifeboatReport

/// A fleet in which everything is as it should be; each test breaks one thing.
enum Sample {
    static let now = time("2026-11-23T12:00:00Z")
    static let host = "gpu-7"
    static let tierNames = ["disk", "nas", "vaulted"]
    static let experiments = ["runs/exp1", "runs/exp2"]
    static let signer = "0123456789abcdef0123456789abcdef"

    static func time(_ text: String) -> Timestamp { Timestamp(text) ?? Timestamp(milliseconds: 0) }

    /// Seconds before `now`.
    static func ago(_ seconds: Double) -> Timestamp { now.adding(seconds: -seconds) }

    static func run(_ number: Int) -> RunID {
        let digits = String(number)
        let text = String(repeating: "0", count: 26 - digits.count) + digits
        guard let run = RunID(text) else { preconditionFailure("26 digits are a run id") }
        return run
    }

    static func id(_ name: String) -> PointID { PointID(Hasher256.digest(of: name)) }

    static func origin(_ number: Int) -> Origin {
        Origin(path: "/mnt/ssd/runs/exp\(number)", inode: UInt64(number), birth: nil)
    }

    /// The point `sequence` of experiment `number`, taken so many seconds ago.
    static func point(
        _ number: Int,
        _ sequence: Int,
        ago seconds: Double,
        name: String? = nil,
        host: String = host,
        change: (inout Manifest) -> Void = { _ in }
    ) -> Point {
        var manifest = Manifest(
            run: run(number),
            experiment: name ?? "runs/exp\(number)",
            source: "runs",
            layout: "ultralytics",
            host: host,
            origin: origin(number),
            created: ago(seconds),
            parent: nil,
            sequence: sequence
        )
        manifest.training = ["verdict": "RESUMABLE", "epoch": .number(sequence * 10 - 1), "epochs": 100]
        change(&manifest)
        let id = id("\(number)/\(sequence)")
        return Point(
            reference: PointReference(run: manifest.run, created: manifest.created, id: id),
            manifest: manifest
        )
    }

    static func nanoseconds(_ time: Timestamp) -> Int64 { time.milliseconds * 1_000_000 }

    static func entry(
        _ name: String = "weights/last.pt",
        size: Int = 1000,
        changed: Double,
        birth: Double? = nil,
        kind: FileKind = .file
    ) -> ExposureEntry {
        ExposureEntry(
            name: FileName(name),
            kind: kind,
            size: size,
            modified: nanoseconds(ago(changed)),
            changed: nanoseconds(ago(changed)),
            birth: birth.map { nanoseconds(ago($0)) }
        )
    }

    /// A tree that holds exactly these entries.
    static func tree(_ entries: [ExposureEntry]) -> Tree {
        var tree = Tree()
        tree.entries = entries.sorted { $0.name < $1.name }.map { entry in
            Entry(
                name: entry.name,
                content: entry.kind == .link
                    ? .link(target: []) : .file(size: entry.size, isSparse: false, pieces: []),
                permissions: 0o644,
                owner: 0,
                group: 0,
                modified: entry.modified,
                changed: entry.changed,
                inode: 1,
                extended: [:]
            )
        }
        return tree
    }

    static var entries: [ExposureEntry] {
        [entry("args.yaml", changed: 90_000), entry("results.csv", changed: 900), entry(changed: 900)]
    }

    static var states: [ExperimentState] {
        [1, 2].map {
            ExperimentState(name: "runs/exp\($0)", origin: origin($0), run: run($0), entries: entries)
        }
    }

    /// Both experiments with two points each, the newer ten minutes old.
    static var points: [Point] {
        [point(1, 2, ago: 600), point(1, 1, ago: 4200), point(2, 2, ago: 600), point(2, 1, ago: 4200)]
    }

    /// The tier that the policy has under this name.
    static func policyTier(_ name: String) -> Tier {
        guard let tier = policy.tier(named: name) else {
            preconditionFailure("the sample has no tier \(name)")
        }
        return tier
    }

    static func tier(_ name: String, _ points: [Point] = points, damaged: [PointID: String] = [:])
        -> TierState
    {
        let trees = points.map { ($0.id, tree(entries)) }
        return TierState(
            tier: policyTier(name),
            points: points,
            damaged: damaged,
            trees: Dictionary(trees, uniquingKeysWith: { $1 })
        )
    }
}
