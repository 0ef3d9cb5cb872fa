public import LifeboatPolicy

extension Scenario {
    /// Why this disaster cannot happen to these tiers, as a clause; nil when it can.
    public func impossibility(for tiers: [Tier]) -> String? {
        let stores = tiers.compactMap { tier in
            if case .s3(let settings) = tier.storage { settings } else { nil }
        }
        switch self {
        case .bucketLoss where stores.isEmpty: return "no tier of this policy is a bucket"
        case .keyLoss where !stores.contains(where: { $0.encryption?.needsKey == true }):
            return "the vaults of this policy are not encrypted with a key that could be lost"
        default: return nil
        }
    }
}

extension ObjectStoreEncryption {
    /// Whether a key has to be there for the objects to be read.
    var needsKey: Bool { key != nil || customerKey != nil || sse.hasPrefix("aws:kms") }
}
