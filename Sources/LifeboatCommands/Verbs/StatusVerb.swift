internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatReport

/// `status`: what every tier holds of every experiment.
struct StatusVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show experiment by tier: newest point, age, epochs behind, verdict, last drill.",
        discussion: """
            EXAMPLES
              lifeboat status
              lifeboat status --json | jq '.experiments[].experiment'
            """
    )

    @OptionGroup var options: CommonOptions

    func run(_ context: Context) throws -> ExitStatus {
        let policy = try context.policy(options)
        let table = StatusTable(try context.reportInput(policy))
        // The table's own text ends with its findings.
        let findings = options.json ? table.findings : []
        context.present("status", options, json: table.json, findings: findings) {
            table.text(context.textStyle)
        }
        return table.findings.hasError ? .badVerdict : .good
    }
}
