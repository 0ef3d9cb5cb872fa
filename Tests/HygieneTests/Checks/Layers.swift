/// The layers of the product, top first: a target imports from rows below its own, and never sideways.
///
/// `docs/architecture.md` holds the same table, with what each target is for.
enum Layers {
    static let rows: [[String]] = [
        ["lifeboat"],
        ["LifeboatCommands"],
        ["LifeboatDrill", "LifeboatReport", "LifeboatPlan"],
        ["LifeboatRecovery"],
        ["LifeboatVault", "LifeboatLedger", "LifeboatPolicy"],
        ["LifeboatTiers", "LifeboatCheckpoint"],
        ["LifeboatAWS"],
        ["LifeboatHTTP"],
        ["LifeboatFiles"],
        ["LifeboatCore"],
        ["CChecksum", "CPlatform", "CZlib", "CCurl", "CExpat"],
    ]

    /// What comes from outside, and who may import it: one target for each wherever that is possible.
    static let foreign: [String: Set<String>] = [
        "ArgumentParser": ["LifeboatCommands", "lifeboat"],
        "Yams": ["LifeboatPolicy"],
        "Crypto": ["LifeboatCore", "LifeboatLedger", "LifeboatAWS"],
        "Dispatch": ["LifeboatCore"],
        "FoundationEssentials": ["LifeboatCore", "LifeboatLedger"],
        "Synchronization": anyone,
        "Glibc": anyone.subtracting(pure),
    ]

    /// Targets that do no input or output at all.
    static let pure: Set = ["LifeboatCheckpoint", "LifeboatPolicy"]

    private static var anyone: Set<String> { Set(rows.joined()) }

    /// The row of a target, 0 for the top; nil for one that is not of this product.
    static func row(of target: String) -> Int? { rows.firstIndex { $0.contains(target) } }
}
