import LifeboatCore
import LifeboatVault

/// Points out of thin air, for what is pure.
enum Points {
    static func run(_ number: Int) throws -> RunID {
        let digits = String(number)
        let text = String(repeating: "0", count: 26 - digits.count) + digits
        guard let run = RunID(text) else { throw LifeboatError(.failed, "no run id: \(text)") }
        return run
    }

    static func id(_ run: Int, _ sequence: Int) -> PointID {
        PointID(Hasher256.digest(of: "\(run)-\(sequence)"))
    }

    static func point(_ run: Int, _ sequence: Int, fitness: Double? = nil, complete: Bool = true) throws
        -> Point
    {
        let created = Timestamp(milliseconds: 1_795_000_000_000 + Int64(sequence) * 60_000)
        var manifest = Manifest(
            run: try Self.run(run),
            experiment: "runs/exp\(run)",
            source: "runs",
            layout: "plain",
            host: "node",
            origin: Origin(path: "/runs/exp\(run)", inode: UInt64(run), birth: nil),
            created: created,
            parent: sequence > 1 ? id(run, sequence - 1) : nil,
            sequence: sequence
        )
        manifest.state = complete ? .complete : .incomplete
        if let fitness { manifest.checkpoints = [["path": "last.pt", "fitness": .double(fitness)]] }
        let reference = PointReference(run: manifest.run, created: created, id: id(run, sequence))
        return Point(reference: reference, manifest: manifest)
    }

    /// Points 1 to `count` of a run.
    static func chain(_ run: Int, _ count: Int) throws -> [Point] {
        try (1...count).map { try point(run, $0) }
    }
}
