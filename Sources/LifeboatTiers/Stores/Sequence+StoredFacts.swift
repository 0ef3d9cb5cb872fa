extension Sequence<StoredFacts> {
    /// By the bytes of their keys, as `Store.list` gives them.
    func sortedByKey() -> [StoredFacts] {
        sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}
