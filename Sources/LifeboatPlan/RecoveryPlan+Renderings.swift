extension RecoveryPlan {
    /// The plan for a person: the runbook of the scenario with everything filled in.
    public var markdown: String {
        Template(text: Runbook.text(request.scenario)).filled(MarkdownPlan(plan: self).values)
    }

    /// The plan as a POSIX shell script for a bare Debian or Ubuntu node; it can be run again at any point.
    public var shell: String { ShellScript(plan: self).text }
}
