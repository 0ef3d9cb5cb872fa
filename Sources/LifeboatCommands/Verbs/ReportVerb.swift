internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatReport

/// `report`: compliance, computed from evidence and from what is found.
struct ReportVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report compliance: backup age, replication, drills and controls.",
        discussion: """
            Every control is computed from signed evidence and from what is found now, never from \
            configuration alone. Exits 2 when a control fails.

            EXAMPLES
              lifeboat report
              lifeboat report --format html --out report.html
              lifeboat report --json | jq '.controls[] | select(.status == "fail")'
            """
    )

    /// How a report is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        /// For a terminal.
        case text
        /// One JSON document.
        case json
        /// One self-contained page.
        case html
        /// Rows for a spreadsheet.
        case csv
    }

    @Option(name: .long, help: "How it is written. Default: text.")
    var format: Format?

    @Option(
        name: .shortAndLong,
        help: .init("Write the report to this file, replacing it.", valueName: "file"),
        completion: .file()
    )
    var out: String?

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if options.json, let format, format != .json {
            throw ValidationError("--json and --format \(format.rawValue) exclude each other.")
        }
    }

    func run(_ context: Context) throws -> ExitStatus {
        let policy = try context.policy(options)
        let report = ComplianceReport(try context.reportInput(policy))
        let text = render(report, options.json ? .json : format ?? .text, context)
        if let out {
            try context.write(text, to: context.absolute(out))
            if !options.quiet { context.noteWritten(out) }
        } else {
            context.console.out(text)
        }
        return report.isCompliant ? .good : .badVerdict
    }

    private func render(_ report: ComplianceReport, _ format: Format, _ context: Context) -> String {
        switch format {
        case .text: report.text(out == nil ? context.textStyle : TextStyle()) + "\n"
        case .json: report.json.with("schema", "lifeboat.report/1").pretty
        case .html: report.html
        case .csv: report.csv
        }
    }
}
