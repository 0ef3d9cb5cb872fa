internal import LifeboatCore

extension Context {
    /// The result of a verb: with `--json` one document with its schema, else the text and the findings as
    /// notes.
    func present(
        _ verb: String,
        _ options: OutputOptions,
        json: @autoclosure () -> JSON,
        findings: [Finding] = [],
        text: () -> String
    ) {
        if options.json {
            console.out(json().with("schema", .string("lifeboat.\(verb)/1")).pretty)
        } else {
            let text = text()
            if !text.isEmpty { console.line(text) }
        }
        // Findings are part of the JSON document too; a person at the terminal sees them either way.
        for finding in findings where !options.quiet || finding.severity > .info { console.finding(finding) }
    }

    /// The same for a verb that works by a policy.
    func present(
        _ verb: String,
        _ options: CommonOptions,
        json: @autoclosure () -> JSON,
        findings: [Finding] = [],
        text: () -> String
    ) {
        present(verb, options.output, json: json(), findings: findings, text: text)
    }
}
