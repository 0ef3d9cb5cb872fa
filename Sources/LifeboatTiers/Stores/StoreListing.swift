/// What lies below a prefix of a store: the keys, and what is none.
public struct StoreListing: Sendable {
    /// What has a key, by key.
    public var facts: [StoredFacts]
    /// What has none and yet lies there. Unfinished writes and the stores' own names are not among it.
    public var strangers: [StoreStranger]

    /// Makes a listing.
    public init(facts: [StoredFacts], strangers: [StoreStranger] = []) {
        self.facts = facts
        self.strangers = strangers
    }
}
