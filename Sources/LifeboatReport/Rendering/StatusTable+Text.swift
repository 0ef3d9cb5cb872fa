extension StatusTable {
    /// For a terminal: the tiers, then a table of experiments.
    public func text(_ style: TextStyle = TextStyle()) -> String { "" }
}
