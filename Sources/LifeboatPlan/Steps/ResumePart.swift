internal import LifeboatCore
internal import LifeboatVault

/// How the training of a point continues.
struct ResumePart: Sendable {
    /// Whether the training was over.
    let isFinished: Bool
    /// The checkpoint, below the run directory; nil when there is none.
    let checkpoint: String?
    /// Epochs completed, counted from 1; nil when not known.
    let completed: Int?
    /// Epochs the training was to have.
    let epochs: Int?
    /// Commands to run before the resume.
    let preparation: [String]
    /// The command that resumes; empty when there is none.
    let command: String
    let findings: [Finding]

    init(_ request: PlanRequest, data: String?) {
        let training = request.point.manifest.training
        isFinished = training["training"] == "finished"
        checkpoint = training["checkpoint"]?.stringValue
        completed = training["epoch"]?.intValue.flatMap { $0 >= 0 && $0 < .max ? $0 + 1 : nil }
        epochs = training["epochs"]?.intValue
        preparation = []
        findings = []
        guard training["verdict"] == "RESUMABLE", training["framework"] == "ultralytics", let checkpoint else {
            command = ""
            return
        }
        var words = ["yolo", "train", "resume", "model=\(request.target)/\(checkpoint)"]
        if let data { words.append("data=\(data)") }
        words.append("save_dir=\(request.target)")
        if let device = request.device { words.append("device=\(device)") }
        command = Shell.line(words)
    }
}
