internal import LifeboatCore
public import LifeboatPolicy
internal import LifeboatRecovery
public import LifeboatVault

/// Chooses the points that a drill restores. Pure: the same points, in any order, with the same seed give the
/// same sample.
public struct DrillSampler: Sendable {
    private let sample: DrillSample
    private let seed: Int

    /// A sampler; `seed` decides the random part.
    public init(_ sample: DrillSample, seed: Int) {
        self.sample = sample
        self.seed = seed
    }

    /// The sample, by run, newest first within a run; every point once.
    ///
    /// Points are drawn from those that no other rule chose. Where the newest points of a run are all
    /// incomplete, its newest complete one is taken too: it is what a restore would fall back to.
    public func choose(from points: [Point]) -> [SampledPoint] {
        let points = points.sorted(by: Point.isListedBefore)
        var why: [PointID: [SampleReason]] = [:]
        if sample.all {
            for point in points { why[point.id] = [.all] }
        } else {
            for (_, ofRun) in Dictionary(grouping: points, by: \.manifest.run) {
                for point in newest(ofRun) { why[point.id, default: []].append(.newest) }
                if let point = fallback(ofRun) { why[point.id, default: []].append(.newestComplete) }
                for point in best(ofRun) { why[point.id, default: []].append(.best) }
            }
            for point in draw(points.filter { why[$0.id] == nil }) { why[point.id] = [.random] }
        }
        var seen: Set<PointID> = []
        return points.compactMap { point in
            guard let why = why[point.id], seen.insert(point.id).inserted else { return nil }
            return SampledPoint(point: point, why: why)
        }
    }

    private func newest(_ points: [Point]) -> [Point] { Array(points.prefix(max(0, sample.newest))) }

    private func fallback(_ points: [Point]) -> Point? {
        guard sample.newest > 0, !newest(points).contains(where: { $0.manifest.state == .complete }) else {
            return nil
        }
        return points.first { $0.manifest.state == .complete }
    }

    /// The highest fitness first, the older of two equal ones.
    private func best(_ points: [Point]) -> [Point] {
        Array(PointChoice.byFitness(points).prefix(max(0, sample.best)))
    }

    /// The start of a Fisher-Yates shuffle.
    private func draw(_ points: [Point]) -> [Point] {
        var generator = SeededGenerator(seed: UInt64(bitPattern: Int64(seed)))
        var rest = points
        let count = min(max(0, sample.random), rest.count)
        for index in 0..<count {
            rest.swapAt(index, index + Self.below(rest.count - index, &generator))
        }
        return Array(rest.prefix(count))
    }

    /// A number of `0..<bound`, every one as likely. Written out, because the standard library may change how
    /// it uses a generator, and a recorded seed must give the same sample in years.
    private static func below(_ bound: Int, _ generator: inout SeededGenerator) -> Int {
        let bound = UInt64(bound)
        let limit = UInt64.max - UInt64.max % bound
        while true {
            let number = generator.next()
            if number < limit { return Int(number % bound) }
        }
    }
}
