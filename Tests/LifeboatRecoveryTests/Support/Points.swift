import LifeboatCore
import LifeboatVault

/// Points as values, for what chooses among them.
enum Points {
    static let start = Timestamp(milliseconds: 1_795_446_000_000)

    static func run(_ seed: UInt64) -> RunID {
        var random = SeededGenerator(seed: seed)
        return RunID.make(at: start, using: &random)
    }

    static func make(
        _ sequence: Int,
        run: UInt64 = 1,
        name: String = "src/exp",
        host: String = "node",
        days: Double = 0,
        state: PointState = .complete,
        verdict: String? = "RESUMABLE",
        fitness: Double? = nil
    ) -> Point {
        var manifest = Manifest(
            run: Self.run(run),
            experiment: name,
            source: "src",
            layout: "plain",
            host: host,
            origin: Origin(path: "/src/exp", inode: 1, birth: nil),
            created: start.adding(seconds: days * 86_400 + Double(sequence)),
            parent: nil,
            sequence: sequence
        )
        manifest.state = state
        manifest.training = verdict.map { ["verdict": .string($0)] } ?? .null
        if let fitness { manifest.checkpoints = [["fitness": .double(fitness)]] }
        let id = PointID(Hasher256.digest(of: manifest.json.canonical))
        let reference = PointReference(run: manifest.run, created: manifest.created, id: id)
        return Point(reference: reference, manifest: manifest)
    }
}
