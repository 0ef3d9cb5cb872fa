internal import Glibc
internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatRecovery
internal import LifeboatVault

/// How training goes on from a restored run, judged from the checkpoints in the point itself.
struct ResumeAdvice {
    /// The lines of a shell that continue the training; nil when there is nothing to resume.
    let command: String?
    /// The words of the command and what has to be done before it.
    private let steps: [[String]]
    /// What to know before running it.
    let findings: [Finding]

    /// The advice for a plan; `data` is the data set's YAML on this node, nil for the recorded path.
    init(_ plan: RestorePlan, in vault: Vault, data: String?) {
        guard plan.point.manifest.layout == "ultralytics" else {
            command = nil
            steps = []
            findings = []
            return
        }
        let choice = Self.choose(plan, in: vault)
        // Spelled out even where it is the recorded one: the trainer looks for nothing by itself.
        let data = data ?? choice.report?.trainArgs["data"]?.stringValue
        let resume = ResumeCommand(choice, run: plan.target, data: data, device: nil)
        var findings = resume.findings
        if !resume.arguments.isEmpty, let missing = Self.missing(data) { findings.append(missing) }
        self.findings = findings
        command = resume.arguments.isEmpty ? nil : resume.shell
        steps = resume.arguments.isEmpty ? [] : resume.preparation + [resume.arguments]
    }

    /// Where training can go on from `last.pt`, no other checkpoint is looked at.
    private static func choose(_ plan: RestorePlan, in vault: Vault) -> ResumeChoice {
        let names = plan.tree.entries.map(\.name).filter(UltralyticsRun.isCheckpoint)
        let last = names.filter { $0 == UltralyticsRun.lastCheckpoint }
        let first = ResumeChoice(among: reports(last, plan, vault))
        if first.name != nil { return first }
        return ResumeChoice(among: reports(names, plan, vault))
    }

    /// What the checkpoints are, those too that are links to others as they will lie in the target.
    ///
    /// The restore holds every byte against the digest of what was captured; where the capture found the
    /// checksums inside to be right, they are so still.
    private static func reports(_ names: [FileName], _ plan: RestorePlan, _ vault: Vault)
        -> [FileName: CheckpointReport]
    {
        var proven: Set<String> = []
        for claim in plan.point.manifest.checkpoints where claim["integrity"] == "intact" {
            if let path = claim["path"]?.stringValue { proven.insert(path) }
        }
        var reports: [FileName: CheckpointReport] = [:]
        var known: [FileName: CheckpointReport] = [:]
        for name in names {
            let root = Array(plan.target.utf8)
            guard let file = plan.tree.file(at: name, root: root) else { continue }
            let source = StoredFileSource(file.pieces, of: plan.tree, in: vault)
            let path = file.name.description
            let isProven = proven.contains(path)
            let report =
                known[file.name] ?? CheckpointInspector.inspect(source, path: path, isProven: isProven)
            known[file.name] = report
            reports[name] = report
        }
        return reports
    }

    private static func missing(_ path: String?) -> Finding? {
        guard let path, path.hasPrefix("/"), access(path, R_OK) != 0 else { return nil }
        return Finding(
            "restore.dataset-missing",
            .warning,
            path: path,
            "the data set that the run names is not on this node",
            hint: "Bring it here, or say where it is with --data FILE."
        )
    }

    /// Becomes the training: runs the preparation, then replaces this process by the command.
    func resume(in context: Context) throws {
        guard let last = steps.last else {
            throw LifeboatError(.failed, "there is nothing to resume", hint: "Leave --resume out.")
        }
        for step in steps.dropLast() { try Self.execute(step, replacing: false) }
        try Self.execute(last, replacing: true)
    }

    private static func execute(_ words: [String], replacing: Bool) throws {
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        if replacing, let program = arguments[0] {
            execvp(program, arguments)
            throw SystemFailure.error(errno, "start \(words[0])", words[0])
        }
        var pid: pid_t = 0
        let result = posix_spawnp(&pid, words[0], nil, nil, arguments, environ)
        guard result == 0 else { throw SystemFailure.error(result, "start \(words[0])", words[0]) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else {
            throw LifeboatError(
                .failed,
                "a command before the training failed",
                path: words.joined(separator: " ")
            )
        }
    }
}
