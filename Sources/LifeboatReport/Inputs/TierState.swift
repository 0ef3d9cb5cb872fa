public import LifeboatCore
public import LifeboatVault

/// What one tier was found to hold.
public struct TierState: Sendable {
    /// The tier's name.
    public let tier: String
    /// Whether its vault could be opened.
    public let isReachable: Bool
    /// Its points, newest first within a run.
    public let points: [Point]
    /// Points that are not whole, and why: a listing or an object is missing or has another length.
    public let damaged: [PointID: String]
    /// The trees of the newest complete and whole points.
    public let trees: [PointID: Tree]
    /// Why it is no copy of its own, as in `is the same directory as tier disk`; nil where it is one.
    public let clash: String?
    /// What is wrong with it.
    public let findings: [Finding]

    /// Makes a state.
    public init(
        tier: String,
        isReachable: Bool = true,
        points: [Point],
        damaged: [PointID: String] = [:],
        trees: [PointID: Tree] = [:],
        clash: String? = nil,
        findings: [Finding] = []
    ) {
        self.tier = tier
        self.isReachable = isReachable
        self.points = points
        self.damaged = damaged
        self.trees = trees
        self.clash = clash
        self.findings = findings
    }

    /// The newest point of a run, whatever its state.
    public func newest(of run: RunID) -> Point? { points.first { $0.manifest.run == run } }

    /// The newest point of a run that is complete and whole.
    public func newestWhole(of run: RunID) -> Point? {
        points.first { $0.manifest.run == run && isWhole($0) }
    }

    /// Whether the point says it is complete, and nothing that it needs was found missing.
    public func isWhole(_ point: Point) -> Bool {
        point.manifest.state == .complete && damaged[point.id] == nil
    }
}
