public import LifeboatCore

/// What a call of `drill` came to, tier by tier.
public struct DrillResult: Sendable {
    /// The drills in the order in which they ran.
    public let drills: [TierDrill]

    /// Puts drills together.
    public init(drills: [TierDrill]) { self.drills = drills }

    /// Passed when every drill passed. With no drill at all nothing failed: nothing was due.
    public var verdict: DrillVerdict { drills.allSatisfy { $0.verdict == .passed } ? .passed : .failed }

    /// The `drill` document of the command line, without its schema.
    public var json: JSON {
        ["verdict": .string(verdict.rawValue), "drills": .array(drills.map(\.json))]
    }
}
