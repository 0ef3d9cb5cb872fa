public import LifeboatCore
public import LifeboatPolicy

/// One drill of one tier: everything that the worker is told.
public struct DrillRequest: Sendable, Hashable {
    /// The tier's name.
    public let tier: String
    /// The directory of its vault; nil for a tier that is none.
    public let vault: String?
    /// The policy as text, by which the worker opens a tier that is no directory.
    public var policy: String?
    /// How far to go.
    public let depth: DrillDepth
    /// Which points to take.
    public let sample: DrillSample
    /// What to draw with; it is recorded.
    public let seed: Int
    /// The tier's recovery time objective in seconds, where it has one.
    public let rtoSeconds: Double?
    /// What the tier should hold.
    public var expectations = DrillExpectations.none
    /// Points made after this may still be on their way to the tier, and are then left out.
    public var arrivingSince: Timestamp?
    /// Directories that the worker must not see.
    public var hidden: [String] = []
    /// How many things the worker does at once.
    public var width = 4
    /// Paths of which the answer says whether they are still to be seen.
    public var probes: [String] = []

    /// A drill of `tier`; the objective is the tier's in the policy.
    public init(tier: Tier, depth: DrillDepth, sample: DrillSample, seed: Int, rtoSeconds: Double?) {
        self.init(
            tier: tier.name,
            vault: tier.path,
            depth: depth,
            sample: sample,
            seed: seed,
            rtoSeconds: rtoSeconds
        )
    }

    init(tier: String, vault: String?, depth: DrillDepth, sample: DrillSample, seed: Int, rtoSeconds: Double?)
    {
        self.tier = tier
        self.vault = vault
        self.depth = depth
        self.sample = sample
        self.seed = seed
        self.rtoSeconds = rtoSeconds
    }

    /// Throws `unsupported` for what no drill of this version can do, and `usage` for a sample of nothing.
    public func check() throws {
        guard depth <= .structure else {
            throw LifeboatError(
                .unsupported,
                "a drill to the depth \"\(depth.rawValue)\" is not built yet",
                path: tier,
                hint: "Drill to \"structure\", the deepest there is."
            )
        }
        guard sample.confidence == nil, sample.defectRate == nil else {
            throw LifeboatError(
                .unsupported,
                "a sample by confidence and defect rate is not built yet",
                path: tier,
                hint: "Say how many points to take: newest, best, random, or all."
            )
        }
        guard sample.all || sample.newest > 0 || sample.best > 0 || sample.random > 0 else {
            throw LifeboatError(
                .usage,
                "a sample of no points proves nothing",
                path: tier,
                hint: "Take at least one: newest, best, random, or all."
            )
        }
    }

    /// The result before anything was done.
    var empty: TierDrill {
        TierDrill(tier: tier, depth: depth, sample: sample, seed: seed, rtoSeconds: rtoSeconds)
    }
}
