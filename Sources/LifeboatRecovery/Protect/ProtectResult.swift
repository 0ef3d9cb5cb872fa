public import LifeboatCore
public import LifeboatVault

/// What a protect did, tier by tier.
public struct ProtectResult: Sendable {
    /// A point that a tier holds at the end: new or confirmed.
    public struct Held: Sendable {
        /// The experiment's name.
        public let experiment: String
        /// Its newest point in the tier.
        public let point: PointReference
        /// Whether this protect brought it there.
        public let isNew: Bool
        /// Until when the point stood for the whole experiment: the time this protect looked at its source;
        /// nil for a point that does not: an incomplete one, or one that newer ones follow.
        public let confirmed: Timestamp?
    }

    /// What became of one tier.
    public struct TierOutcome: Sendable {
        /// The tier's name.
        public let tier: String
        /// The marker of its vault: policies may have tiers of one name, and a tier one vault after another.
        public let marker: VaultMarker
        /// Its newest point of each experiment of the sources.
        public var held: [Held] = []
        /// Every point that this protect brought there, oldest first, whether others follow it or not.
        public var published: [Held] = []
        /// Bytes read from the source or from the tier it is fed from.
        public var bytesRead = 0
        /// Bytes that were not there before.
        public var bytesStored = 0
        /// Objects that were not there before.
        public var objectsStored = 0
        /// Experiments that had nothing new.
        public var skipped: Int { held.count { !$0.isNew } }
    }

    /// Tiers in the policy's order.
    public var tiers: [TierOutcome] = []
    /// What was notable.
    public var findings: [Finding] = []
    /// Why it ended before it had looked at everything, most often `busy` or `interrupted`; nil where it did
    /// not.
    public var stopped: ErrorCode?

    /// Nothing yet.
    public init() {}

    /// Whether every tier holds everything.
    public var isGood: Bool { stopped == nil && !findings.hasError }

    /// Whether it found or made any tier hold anything, so that there is something to record.
    public var isAnythingDone: Bool { tiers.contains { !$0.held.isEmpty || !$0.published.isEmpty } }

    /// The `protect` document of the command line, without its schema.
    public var json: JSON {
        let json: JSON = [
            "ok": .bool(isGood), "findings": .array(findings.map(\.json)),
            "tiers": .array(tiers.map(\.json)),
        ]
        return stopped.map { json.with("stopped", .string($0.rawValue)) } ?? json
    }
}

extension ProtectResult.TierOutcome {
    /// The tier's part of the document.
    public var json: JSON {
        [
            "tier": .string(tier), "set": .string(marker.set),
            "vault": .string(marker.created.description), "bytesRead": .number(bytesRead),
            "bytesStored": .number(bytesStored),
            "objectsStored": .number(objectsStored), "skipped": .number(skipped),
            "points": .array(published.map(\.json)), "held": .array(held.map(\.json)),
        ]
    }
}

extension ProtectResult.Held {
    /// Experiment, run, point, when it was taken, and until when it stands for the source.
    public var json: JSON {
        [
            "experiment": .string(experiment), "run": .string(point.run.text),
            "point": .string(point.id.description), "created": .string(point.created.description),
            "confirmed": .optional(confirmed?.description), "new": .bool(isNew),
        ]
    }
}
