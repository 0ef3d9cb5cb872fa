internal import LifeboatCore

/// What the version that wrote a checkpoint makes of the arguments of `resume`, and how to live with it.
struct ResumeNotes {
    let report: CheckpointReport
    let run: String
    let data: String?
    private(set) var preparation: [[String]] = []
    private(set) var findings: [Finding] = []

    init(report: CheckpointReport, run: String, data: String?) {
        self.report = report
        self.run = run
        self.data = data
    }

    mutating func collect() {
        guard let version = report.frameworkVersion.flatMap(FrameworkVersion.init) else {
            add(
                "resume.version-unknown",
                "the checkpoint does not say which version wrote it",
                hint: "use 8.4.153 or later"
            )
            return
        }
        if version < UltralyticsBehaviour.honoursSaveDir { noteDirectory() }
        if version < UltralyticsBehaviour.honoursData { noteData() }
        if UltralyticsBehaviour.replacesWeights.contains(version),
            case .string(let weights)? = report.trainArgs["pretrained"]
        {
            add(
                "resume.weights-replaced",
                "this version loads \(weights) over the weights of the checkpoint when it resumes",
                hint: "resume with version 8.4.127 or later"
            )
        }
        if UltralyticsBehaviour.makesNewDirectory.contains(version) {
            add(
                "resume.new-directory",
                "this version goes on in a new run directory",
                hint: "resume with another version"
            )
        }
    }

    private mutating func noteDirectory() {
        guard let recorded = report.trainArgs["save_dir"]?.stringValue else {
            add("resume.save-dir-ignored", "this version ignores save_dir= and the checkpoint records none")
            return
        }
        guard recorded != run else { return }
        add(
            "resume.save-dir-ignored",
            "this version ignores save_dir= and writes to the recorded \(recorded)",
            hint: "link the recorded path to the restored run before resuming, or use version 8.4.93 or later"
        )
        link(recorded, to: run)
    }

    private mutating func noteData() {
        guard let data, let recorded = report.trainArgs["data"]?.stringValue, recorded != data else { return }
        add(
            "resume.data-ignored",
            "this version takes data= only when the recorded \(recorded) does not exist",
            hint: "make sure that nothing else is at the recorded path, or use version 8.4.153 or later"
        )
    }

    private mutating func link(_ path: String, to target: String) {
        guard path.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return }
        let parent = path[..<slash]
        if !parent.isEmpty { preparation.append(["mkdir", "-p", String(parent)]) }
        // -T and no -f: what exists is neither replaced nor linked into.
        preparation.append(["ln", "-sT", target, path])
    }

    private mutating func add(_ code: String, _ message: String, hint: String = "") {
        findings.append(Finding(code, .warning, path: report.path, Printable.text(message), hint: hint))
    }
}
