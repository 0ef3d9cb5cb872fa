/// What a verb does where no tier is named.
protocol TierDefault {
    /// In the words of its help.
    static var text: String { get }
}

/// One vault is enough.
enum FirstTier: TierDefault {
    static let text = "the first that answers"
}

/// Every vault counts.
enum AllTiers: TierDefault {
    static let text = "every tier"
}

/// The vault that is left.
enum SurvivingTier: TierDefault {
    static let text = "one that survives the scenario"
}
