internal import LifeboatCore

/// Puts the steps of a plan together.
struct PlanDraft {
    let request: PlanRequest
    let resume: ResumePart
    private(set) var steps: [PlanStep] = []
    private(set) var findings: [Finding] = []

    init(_ request: PlanRequest) {
        self.request = request
        resume = ResumePart(request, data: request.dataset)
        findings = resume.findings
    }
}
