internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatVault

/// How the training of a point continues, from what its manifest says of its checkpoints.
struct ResumePart: Sendable {
    /// Whether the training was over.
    let isFinished: Bool
    /// The checkpoint to go on from, below the run directory, else the one that says most; nil without any.
    let checkpoint: String?
    /// Epochs completed, counted from 1; nil when not known.
    let completed: Int?
    /// Epochs the training was to have.
    let epochs: Int?
    /// The framework that wrote the checkpoint.
    let framework: String?
    /// Its version.
    let frameworkVersion: String?
    /// What was recorded to train on.
    let device: String?
    /// The data set it names on the node: the request's, else the recorded one.
    let data: String?
    /// Whether training can go on.
    let isResumable: Bool
    /// Commands to run before the resume; they may be run again.
    let preparation: [String]
    /// The command that resumes; empty when there is none that is known.
    let command: String
    let findings: [Finding]

    init(_ request: PlanRequest) {
        let manifest = request.point.manifest
        let training = manifest.training
        let choice = ResumeChoice(among: Self.reports(manifest.checkpoints))
        let known = choice.report
        isFinished = choice.isFinished || training["training"] == "finished"
        checkpoint = choice.name.flatMap(\.text) ?? training["checkpoint"]?.stringValue
        completed = known?.completedEpochs
        epochs = known?.epochs ?? training["epochs"]?.intValue
        framework = known?.framework ?? training["framework"]?.stringValue
        frameworkVersion = known?.frameworkVersion ?? training["frameworkVersion"]?.stringValue
        let recorded = known?.trainArgs ?? [:]
        device = (recorded["device"] ?? training["device"]).flatMap(Self.text)
        data = request.dataset ?? (recorded["data"] ?? training["data"])?.stringValue
        isResumable = !isFinished && known != nil
        guard isResumable, framework == "ultralytics" else {
            preparation = []
            command = ""
            findings = framework == "ultralytics" || known == nil ? choice.findings : []
            return
        }
        let resume = ResumeCommand(choice, run: request.target, data: data, device: request.device)
        preparation = resume.preparation.map(Self.repeatable)
        command = resume.arguments.isEmpty ? "" : Shell.line(resume.arguments)
        findings = Array(Set(choice.findings + resume.findings)).sorted {
            ($0.code, $0.path) < ($1.code, $1.path)
        }
    }

    /// A link is made once; what stands in its place already stays.
    private static func repeatable(_ words: [String]) -> String {
        guard words.first == "ln", let link = words.last else { return Shell.line(words) }
        return "[ -e \(Shell.quoted(link)) ] || \(Shell.line(words))"
    }

    private static func text(_ value: JSON) -> String? {
        value.stringValue ?? value.intValue.map(String.init)
    }

    /// The reports behind the summaries of a manifest, as far as a choice needs them.
    private static func reports(_ summaries: [JSON]) -> [FileName: CheckpointReport] {
        var reports: [FileName: CheckpointReport] = [:]
        for summary in summaries {
            guard let path = summary["path"]?.stringValue else { continue }
            var report = CheckpointReport(path: path, size: summary["size"]?.intValue ?? 0)
            report.verdict = value(summary, "verdict") ?? .unusable
            report.integrity = value(summary, "integrity") ?? .unverifiable
            report.training = value(summary, "training") ?? .unknown
            report.safety = value(summary, "safety") ?? .review
            report.epoch = summary["epoch"]?.intValue
            report.epochs = summary["epochs"]?.intValue
            report.framework = summary["framework"]?.stringValue
            report.frameworkVersion = summary["frameworkVersion"]?.stringValue
            for (key, name) in [("data", "data"), ("saveDirectory", "save_dir"), ("device", "device")] {
                if let value = summary[key], value != .null { report.trainArgs[name] = value }
            }
            reports[FileName(path)] = report
            // A link to a checkpoint is as good as the file, and a trainer that goes on follows it.
            for link in summary["links"]?.arrayValue ?? [] {
                if let name = link.stringValue { reports[FileName(name)] = report }
            }
        }
        return reports
    }

    private static func value<T: RawRepresentable<String>>(_ json: JSON, _ key: String) -> T? {
        json[key]?.stringValue.flatMap(T.init(rawValue:))
    }
}
