internal import LifeboatCore

/// The data set that training reads.
struct DatasetStep {
    let draft: PlanDraft

    /// Nil when the run names none, or is over.
    var step: PlanStep? {
        guard draft.resume.isResumable, let path = draft.resume.data else { return nil }
        let facts = draft.recorded.dataset(path)
        let isHere = draft.request.scenario.keepsEnvironment
        return PlanStep(
            id: "dataset",
            title: "Put the data set in place",
            why: "Training reads \(Printable.text(path)). \(Self.words(facts))",
            check: path.hasPrefix("/") ? "[ -e \(Shell.quoted(path)) ]" : nil,
            estimate: isHere
                ? Estimate(seconds: 0, basis: .assumed, text: "it is still there") : Self.copying(facts),
            onFailure:
                "Bring the data set to that path, or make the plan again with its place (--data FILE)."
        )
    }

    private static func copying(_ facts: JSON?) -> Estimate {
        guard let bytes = facts?["bytes"]?.intValue, bytes >= 0, facts?["truncated"] != true else {
            return Estimate(seconds: nil, basis: .unknown, text: "how large it is, is not recorded")
        }
        return Estimate(
            seconds: (Double(bytes) / Double(100 << 20)).rounded(.up),
            basis: .computed,
            text: "\(ByteCount.text(bytes)) copied at an assumed 100 MiB a second"
        )
    }

    private static func words(_ facts: JSON?) -> String {
        guard let files = facts?["files"]?.intValue, let bytes = facts?["bytes"]?.intValue else {
            return "What was in it is not recorded."
        }
        let root = facts?["root"]?.stringValue.map { " below \(Printable.text($0))" } ?? ""
        return "It had \(Counted.text(files, "file")) of \(ByteCount.text(bytes)) together\(root)."
    }
}
