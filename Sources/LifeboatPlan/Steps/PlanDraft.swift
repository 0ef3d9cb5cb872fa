internal import LifeboatCore
internal import LifeboatVault

/// Puts the steps of a plan together.
struct PlanDraft {
    let request: PlanRequest
    let resume: ResumePart
    let recorded: RecordedEnvironment
    let requirements: Requirements
    let workspace: Workspace
    private(set) var steps: [PlanStep] = []
    private(set) var findings: [Finding] = []

    init(_ request: PlanRequest) {
        self.request = request
        resume = ResumePart(request)
        recorded = RecordedEnvironment(json: request.point.manifest.environment)
        requirements = Requirements(recorded.packages)
        let place = request.workspace ?? "/opt/lifeboat/\(request.point.manifest.run)"
        let existing = request.scenario.keepsEnvironment ? recorded.pythonPath : nil
        workspace = Workspace(path: place, environment: existing ?? place + "/env")
        findings = (request.choice?.findings ?? []) + resume.findings
        if !request.scenario.keepsEnvironment { addEnvironment() }
        steps += NodeSteps(draft: self).workspaceOnly(when: request.scenario.keepsEnvironment)
        addRun()
        addNotes()
    }

    private mutating func addEnvironment() {
        steps += NodeSteps(draft: self).steps
        steps += PackageSteps(draft: self).steps
        steps += CodeSteps(draft: self).steps
    }

    private mutating func addRun() {
        if let step = DatasetStep(draft: self).step { steps.append(step) }
        steps.append(RestoreStep(draft: self).step)
        steps += ResumeSteps(draft: self).steps
    }

    private mutating func addNotes() {
        if recorded.packages.isEmpty, !request.scenario.keepsEnvironment {
            note(
                "plan.environment-unknown",
                "the point records no \(recorded.isKnown ? "Python packages" : "environment");"
                    + " only what its checkpoint names is installed",
                hint: "Set environment.python in the policy, and protect again."
            )
        }
        for item in requirements.leftOut.prefix(50) {
            note("plan.package-left-out", "\(item.name) is not installed: \(item.reason)", path: item.name)
        }
        if requirements.leftOut.count > 50 {
            note(
                "plan.package-left-out",
                "\(requirements.leftOut.count - 50) more packages are not installed"
            )
        }
        if request.scenario.keepsEnvironment, request.target == request.point.manifest.origin.path {
            note(
                "plan.target-in-use",
                "is where the run is now; a restore does not replace files that differ",
                path: request.target,
                hint: "Restore beside it: name another directory with --to."
            )
        }
        if !resume.isResumable, !resume.isFinished {
            note(
                "plan.not-resumable",
                "the point holds no checkpoint that training can go on from",
                hint: "Choose an earlier point with --at."
            )
        }
    }

    private mutating func note(_ code: String, _ message: String, path: String = "", hint: String = "") {
        findings.append(Finding(code, .warning, path: path, message, hint: hint))
    }
}

extension Scenario {
    /// Whether the node still has the environment that the run was trained in.
    var keepsEnvironment: Bool {
        switch self {
        case .bucketLoss, .keyLoss, .badCheckpoint: true
        case .instanceLoss, .diskLoss, .regionLoss, .ransomware: false
        }
    }
}
