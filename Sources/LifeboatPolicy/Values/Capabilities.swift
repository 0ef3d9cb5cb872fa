/// What of the policy this version can do. What it cannot do is refused, never ignored.
public struct Capabilities: Sendable, Hashable {
    /// Kinds of tiers with a driver.
    public let tierKinds: Set<TierKind>
    /// Whether points can travel as packs, which `archiveAfter` needs too.
    public let packs: Bool
    /// Depths that a drill can go to.
    public let drillDepths: Set<DrillDepth>
    /// Whether a sample can be sized from `confidence` and `defectRate`.
    public let statisticalSamples: Bool
    /// Kinds of notification that can be sent.
    public let notifyKinds: Set<NotifyKind>
    /// Whether a plan can install from a directory of packages.
    public let wheelhouse: Bool
    /// Whether drills remember what was proven when, which `coverEvery` needs.
    public let coverage: Bool
    /// Whether the key of the evidence can come from a variable or a command.
    public let keyStores: Bool

    /// Makes a list of capabilities.
    public init(
        tierKinds: Set<TierKind>,
        packs: Bool,
        drillDepths: Set<DrillDepth>,
        statisticalSamples: Bool,
        notifyKinds: Set<NotifyKind>,
        wheelhouse: Bool,
        coverage: Bool,
        keyStores: Bool
    ) {
        self.tierKinds = tierKinds
        self.packs = packs
        self.drillDepths = drillDepths
        self.statisticalSamples = statisticalSamples
        self.notifyKinds = notifyKinds
        self.wheelhouse = wheelhouse
        self.coverage = coverage
        self.keyStores = keyStores
    }

    /// What this version has.
    public static let current = Capabilities(
        tierKinds: [.directory, .s3],
        packs: false,
        drillDepths: [.bytes, .structure],
        statisticalSamples: false,
        notifyKinds: [],
        wheelhouse: false,
        coverage: false,
        keyStores: false
    )

    /// Everything the policy can say, for tools that only look at it.
    public static let complete = Capabilities(
        tierKinds: Set(TierKind.allCases),
        packs: true,
        drillDepths: Set(DrillDepth.allCases),
        statisticalSamples: true,
        notifyKinds: Set(NotifyKind.allCases),
        wheelhouse: true,
        coverage: true,
        keyStores: true
    )
}
