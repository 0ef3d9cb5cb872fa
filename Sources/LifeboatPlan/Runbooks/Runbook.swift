/// The runbook of each scenario: `runbooks/<scenario>.md` of the repository, kept here as well so that the
/// program is complete in itself. A test holds the two against each other.
enum Runbook {
    /// The template of a scenario.
    static func text(_ scenario: Scenario) -> String {
        switch scenario {
        case .instanceLoss: instanceLoss
        case .diskLoss: diskLoss
        case .bucketLoss: bucketLoss
        case .regionLoss: regionLoss
        case .ransomware: ransomware
        case .keyLoss: keyLoss
        case .badCheckpoint: badCheckpoint
        }
    }
}
