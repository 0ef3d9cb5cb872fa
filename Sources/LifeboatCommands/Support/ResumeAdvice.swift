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
    /// Where the data set should be and is not.
    let missing: String?

    /// The advice for a plan; `data` is the data set's YAML on this node, nil for the recorded path, or one
    /// of `named` (what the policy names) where the recorded one is not there.
    init(_ plan: RestorePlan, in vault: Vault, data given: String?, named: [String] = []) {
        guard plan.point.manifest.layout == "ultralytics" else {
            command = nil
            steps = []
            findings = []
            missing = nil
            return
        }
        let choice = Self.choose(plan, in: vault)
        // Spelled out even where it is the recorded one: the trainer looks for nothing by itself.
        let recorded = choice.report?.trainArgs["data"]?.stringValue
        let replacement = given == nil ? Self.replacement(of: recorded, among: named) : nil
        let data = given ?? replacement ?? recorded
        let resume = ResumeCommand(choice, run: plan.target, data: data, device: nil)
        var findings = resume.findings
        missing = resume.arguments.isEmpty ? nil : data.flatMap { Self.isMissing($0) ? $0 : nil }
        if let missing { findings.append(Self.missing(missing, isGiven: given != nil)) }
        if let replacement, !resume.arguments.isEmpty {
            findings.append(Self.replaced(recorded ?? "-", by: replacement))
        }
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

    private static func isMissing(_ path: String) -> Bool {
        path.hasPrefix("/") && access(path, R_OK) != 0
    }

    /// The data set of the policy that stands in for a recorded one that is not there: the one of the same
    /// name, else the only one; nil where it is not clear which.
    private static func replacement(of recorded: String?, among named: [String]) -> String? {
        guard let recorded, isMissing(recorded) else { return nil }
        let there = named.filter { !isMissing($0) }
        let alike = there.filter { FileName($0).last == FileName(recorded).last }
        if alike.count == 1 { return alike.first }
        return there.count == 1 ? there.first : nil
    }

    private static func replaced(_ recorded: String, by path: String) -> Finding {
        Finding(
            "restore.dataset-replaced",
            .info,
            path: recorded,
            "the data set that the run names is not on this node; \(path), which the policy names, is used",
            hint: "Name another one with --data FILE."
        )
    }

    private static func missing(_ path: String, isGiven: Bool) -> Finding {
        Finding(
            "restore.dataset-missing",
            .warning,
            path: path,
            isGiven
                ? "the data set given with --data is not there"
                : "the data set that the run names is not on this node",
            hint: isGiven
                ? "Bring it there, or correct --data FILE."
                : "Bring it here, or say where it is with --data FILE."
        )
    }

    /// Becomes the training: runs the preparation, then replaces this process by the command. Throws where it
    /// is known that the training would end at once.
    func resume(in context: Context) throws {
        guard let last = steps.last else {
            throw LifeboatError(.failed, "there is nothing to resume", hint: "Leave --resume out.")
        }
        if let missing {
            throw LifeboatError(
                .notFound,
                "everything is restored, and the training was not started: its data set is not there",
                path: missing,
                hint: "Bring it there, or say where it is with --data FILE, and run this again."
            )
        }
        if let program = last.first, !Self.isProgram(program, context.environment["PATH"] ?? "") {
            throw LifeboatError(
                .notFound,
                "everything is restored, and the training was not started: \(program) is not on PATH",
                hint: "Activate the environment of the training, or make one with `lifeboat plan`."
            )
        }
        for step in steps.dropLast() { try Self.execute(step, replacing: false) }
        try Self.execute(last, replacing: true)
    }

    private static func isProgram(_ name: String, _ path: String) -> Bool {
        if name.contains("/") { return access(name, X_OK) == 0 }
        return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
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
