internal import LifeboatCheckpoint
public import LifeboatCore
internal import LifeboatFiles
public import LifeboatVault

/// Works out what a restore has to do by looking at the target. Writes nothing.
public struct RestorePlanner: Sendable {
    private let vault: Vault
    private let workers: Workers
    private let cancellation: Cancellation

    /// A planner of restores from one vault.
    public init(_ vault: Vault, workers: Workers, cancellation: Cancellation) {
        self.vault = vault
        self.workers = workers
        self.cancellation = cancellation
    }

    /// The plan for a point. Throws `conflict` when something else stands in the way and `force` is off, for
    /// a target that holds a vault or lies in one, and for a directory with content where the point has a
    /// file; `usage` for the root of the file system.
    public func plan(_ point: Point, to target: String, force: Bool) throws -> RestorePlan {
        try Self.checkPlace(target)
        let tree = try vault.tree(of: point.manifest)
        var plan = RestorePlan(point: point, tree: tree, target: target)
        let existing = try Self.existing(target)
        let strangers = try existing.map { try Self.strangers(in: $0, tree) } ?? []
        try Self.refuseVaults(among: strangers, target)
        let repair = try repair(point, tree, &plan)
        let steps = try workers.map(tree.entries.count) { index -> RestorePlan.Step? in
            try cancellation.check()
            let entry = tree.entries[index]
            if case .excluded = entry.content { return nil }
            let replacement = repair?.name == entry.name ? repair?.bytes : nil
            let action = try action(entry, replacement, in: existing)
            return RestorePlan.Step(entry: entry, action: action, replacement: replacement)
        }
        plan.steps = steps.compactMap { $0 }
        if let existing { try Self.refuseFullDirectories(plan, existing) }
        try checkConflicts(plan, target, force)
        noteExcluded(&plan)
        Self.note(strangers, &plan)
        return plan
    }

    private static func checkPlace(_ target: String) throws {
        guard DirectoryPlace(target).path != "/" else {
            throw LifeboatError(
                .usage,
                "is the root of the file system, and no place for a run",
                path: target,
                hint: "Name a directory of its own with --to DIR."
            )
        }
        try refuseVault(around: target)
    }

    /// Nothing is written into a vault by hand: what does not belong there stops its care. Throws `conflict`
    /// when the directory `target` is one or lies in one, whichever links lead there.
    public static func refuseVault(around target: String) throws {
        var path = DirectoryPlace(target).path[...]
        while !path.isEmpty {
            if let directory = try? Directory(String(path)),
                try directory.facts(FileName(VaultFormat.markerKey)) != nil
            {
                throw LifeboatError(
                    .conflict,
                    "lies in the vault \(path)",
                    path: target,
                    hint: "Name a place outside of every vault."
                )
            }
            path = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        }
    }

    /// What the target holds and the point does not.
    private static func strangers(in target: Directory, _ tree: Tree) throws -> [TreeEntry] {
        try TreeWalk(target).entries.filter { tree.entry($0.name) == nil && !RestorePart.isPart($0) }
    }

    private static func refuseVaults(among strangers: [TreeEntry], _ target: String) throws {
        let marker = FileName(VaultFormat.markerKey)
        guard let vault = strangers.first(where: { $0.facts.kind == .file && $0.name.last == marker }) else {
            return
        }
        throw LifeboatError(
            .conflict,
            "holds a vault (\(vault.name))",
            path: target,
            hint: "Name a directory of its own with --to DIR."
        )
    }

    /// A file takes the place of a file; what lies in a directory was never weighed against the point, and no
    /// restore removes it.
    private static func refuseFullDirectories(_ plan: RestorePlan, _ target: Directory) throws {
        for step in plan.steps where step.action == .replace && step.entry.content != .directory {
            guard try target.factsOfTree(step.entry.name)?.kind == .directory,
                try !target.directory(step.entry.name).names().isEmpty
            else { continue }
            throw LifeboatError(
                .conflict,
                "is a directory that is not empty, and the point has a \(step.entry.isFile ? "file" : "link")"
                    + " there; no restore removes it, with or without --force",
                path: "\(plan.target)/\(step.entry.name)",
                hint: "Look at what it holds and move it away, or restore into an empty directory."
            )
        }
    }

    /// The target, where it is there.
    static func existing(_ target: String) throws -> Directory? {
        do { return try Directory(target) } catch let error as LifeboatError where error.code == .notFound {
            return nil
        }
    }

    private func action(_ entry: Entry, _ replacement: [UInt8]?, in target: Directory?) throws
        -> RestorePlan.Action
    {
        guard let target, let facts = try target.factsOfTree(entry.name) else { return .create }
        switch entry.content {
        case .directory: return facts.kind == .directory ? .keep : .replace
        case .link(let wanted):
            guard facts.kind == .link else { return .replace }
            return try target.linkTarget(entry.name) == wanted ? .keep : .replace
        case .file:
            guard facts.kind == .file else { return .replace }
            if let replacement {
                guard facts.size == replacement.count else { return .replace }
                return try target.open(entry.name).bytes(at: 0, count: facts.size) == replacement
                    ? .keep : .replace
            }
            return try facts.size == entry.size && Self.holds(entry, target.open(entry.name))
                ? .keep : .replace
        case .excluded: return .keep
        }
    }

    /// Whether the file holds exactly the pieces of the entry.
    static func holds(_ entry: Entry, _ file: Descriptor) throws -> Bool {
        var offset = 0
        for piece in entry.pieces {
            guard try holds(piece, file, at: offset) else { return false }
            offset += piece.length
        }
        return true
    }

    /// Whether a piece lies in the file at `offset`, by its digest over what is read there.
    static func holds(_ piece: Piece, _ file: Descriptor, at offset: Int) throws -> Bool {
        var hasher = Hasher256()
        try file.forEachStep(from: offset, count: piece.length) { hasher.update($0) }
        return hasher.finish() == piece.digest
    }

    /// The table of results without the rows that the checkpoint does not know: the trainer writes them
    /// again.
    private func repair(_ point: Point, _ tree: Tree, _ plan: inout RestorePlan) throws -> (
        name: FileName, bytes: [UInt8]
    )? {
        let training = point.manifest.training
        guard training["training"] == "resumable", let epoch = training["epoch"]?.intValue,
            (0..<Int.max).contains(epoch),
            let entry = tree.entry(UltralyticsRun.resultsFile), entry.isFile,
            entry.size <= VaultFormat.objectLimit
        else { return nil }
        var bytes: [UInt8] = []
        for piece in entry.pieces { bytes += try vault.bytes(piece, of: tree) }
        // A table that cannot be read is restored as it is: the trainer only appends to it.
        guard let repaired = (try? ResultsTable(bytes))?.repaired(throughEpoch: epoch) else { return nil }
        plan.findings.append(Self.cutBack(to: epoch, from: bytes, to: repaired))
        return (entry.name, repaired)
    }

    private static func cutBack(to epoch: Int, from bytes: [UInt8], to repaired: [UInt8]) -> Finding {
        func lines(_ bytes: [UInt8]) -> Int { bytes.split(separator: 0x0A).count }
        return Finding(
            RestorePlan.repairedCode,
            .info,
            path: UltralyticsRun.resultsFile.description,
            "is cut back to epoch \(epoch + 1), where the checkpoint is:"
                + " \(Counted.text(lines(bytes) - lines(repaired), "row")) left out;"
                + " training writes them again"
        )
    }

    private func checkConflicts(_ plan: RestorePlan, _ target: String, _ force: Bool) throws {
        let conflicts = plan.steps.filter { $0.action == .replace }
        guard let first = conflicts.first, !force else { return }
        throw LifeboatError(
            .conflict,
            "\(Counted.text(conflicts.count, "file")) there \(conflicts.count == 1 ? "differs" : "differ")"
                + " from the point, the first is \(first.entry.name)",
            path: target,
            hint: "Restore into an empty directory, or replace them with --force."
        )
    }

    private func noteExcluded(_ plan: inout RestorePlan) {
        for entry in plan.tree.entries {
            guard case .excluded(let reason) = entry.content else { continue }
            plan.findings.append(
                Finding(
                    "restore.excluded",
                    .info,
                    path: entry.name.description,
                    "is not in the point: \(reason)"
                )
            )
        }
    }

    private static func note(_ strangers: [TreeEntry], _ plan: inout RestorePlan) {
        guard !strangers.isEmpty else { return }
        plan.findings.append(
            Finding(
                "restore.strangers",
                .warning,
                path: plan.target,
                "holds \(strangers.count) files or directories that the point does not have;"
                    + " they stay as they are"
            )
        )
    }
}
