public import LifeboatCore
public import LifeboatPolicy
public import LifeboatVault

/// One tier as it was found: what the policy says of it, and what it holds.
public struct TierState: Sendable {
    /// The tier.
    public let tier: Tier
    /// The path or URL of its vault.
    public let address: String
    /// What the marker of its vault says; nil where that is not known.
    public let marker: VaultMarker?
    /// Whether its vault could be opened.
    public let isReachable: Bool
    /// Its points, by run, newest first within a run.
    public let points: [Point]
    /// Points that are known not to be whole, and why: a listing or an object is missing or has another
    /// length.
    public let damaged: [PointID: String]
    /// Points that are on their way: not whole yet, and their lag objective is not over.
    public let arriving: Set<PointID>
    /// The trees of the newest complete and whole points, where somebody looked.
    public let trees: [PointID: Tree]
    /// Why it is no copy of its own, as in `is the same directory as tier disk`; nil where it is one.
    public let clash: String?
    /// The device that holds it, as `FileFacts.device` tells it; nil where that is not known or has no
    /// meaning.
    public let device: UInt64?
    /// Whether what it lies on outlives the node, as it was found (a network file system, an attached disk);
    /// nil to go by the medium that the policy states.
    public let outlivesInstance: Bool?
    /// What is wrong with it.
    public let findings: [Finding]

    /// Makes a state; `points` are put into their order here. Without an address it is that of the policy.
    public init(
        tier: Tier,
        address: String? = nil,
        marker: VaultMarker? = nil,
        isReachable: Bool = true,
        points: [Point],
        damaged: [PointID: String] = [:],
        arriving: Set<PointID> = [],
        trees: [PointID: Tree] = [:],
        clash: String? = nil,
        device: UInt64? = nil,
        outlivesInstance: Bool? = nil,
        findings: [Finding] = []
    ) {
        self.tier = tier
        self.address = address ?? tier.address
        self.marker = marker
        self.isReachable = isReachable
        self.points = points.sorted(by: Point.isListedBefore)
        self.damaged = damaged
        self.arriving = arriving
        self.trees = trees
        self.clash = clash
        self.device = device
        self.outlivesInstance = outlivesInstance
        self.findings = findings
    }

    /// The tier's name.
    public var name: String { tier.name }

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
