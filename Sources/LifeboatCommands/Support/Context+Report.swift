internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatReport

extension Context {
    /// Everything that a status or a report is computed from, as it is now.
    func reportInput(_ policy: Policy) throws -> ReportInput {
        let state = try stateToRead()
        return try ReportInput.gather(
            policy,
            stores: stores,
            host: host,
            registry: state.registry,
            ledger: localLedger,
            known: state.vaults.all,
            clock: clock,
            epoch: Self.epoch
        )
    }

    /// The epoch that a run's own `last.pt` has reached.
    private static func epoch(_ experiment: Experiment) -> Int? {
        guard experiment.layout == "ultralytics",
            let file = try? CheckpointFile(experiment.place + [0x2F] + UltralyticsRun.lastCheckpoint.bytes)
        else { return nil }
        let epoch = CheckpointInspector.inspect(file, path: experiment.name).epoch
        return epoch.flatMap { $0 >= 0 ? $0 : nil }
    }

    /// How text for the terminal is written here.
    var textStyle: TextStyle {
        let isTerminal = console.columns > 0 && environment["NO_COLOR", default: ""].isEmpty
        let locale = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? ""
        let isUTF8 = locale.lowercased().contains("utf")
        return TextStyle(width: max(console.columns, 100), isColoured: isTerminal, isASCII: !isUTF8)
    }
}
