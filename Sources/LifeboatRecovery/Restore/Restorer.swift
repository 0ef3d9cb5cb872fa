internal import Glibc
public import LifeboatCore
internal import LifeboatFiles
public import LifeboatVault
internal import Synchronization

/// Carries a restore plan out. Run again after a kill, it goes on where it was.
public struct Restorer: Sendable {
    private let vault: Vault
    private let workers: Workers
    private let progress: any Progress
    private let cancellation: Cancellation
    private let restoresOwners: Bool

    /// A restorer from one vault. Owners come back where this process may set them; with `restoresOwners` off
    /// they never do, as in a user namespace that has one owner alone.
    public init(
        _ vault: Vault,
        workers: Workers,
        progress: any Progress,
        cancellation: Cancellation,
        restoresOwners: Bool = true
    ) {
        self.restoresOwners = restoresOwners
        self.vault = vault
        self.workers = workers
        self.progress = progress
        self.cancellation = cancellation
    }

    /// Writes everything, reads every byte back, and returns what was notable. When this returns, all of it
    /// is on the disk.
    public func run(_ plan: RestorePlan) throws -> [Finding] {
        let isNew = try RestorePlanner.existing(plan.target) == nil
        if isNew { try checkSpace(plan, nil) }
        let target = try Directory.make(plan.target)
        let mode = try target.descriptor.facts().permissions
        // An earlier try may have ended with a run directory that its owner may not write to.
        if mode & 0o700 != 0o700 { try Attributes.setPermissions(target.descriptor, mode | 0o700) }
        let earlier = try parts(plan, target)
        if !isNew { try checkSpace(plan, target) }
        let writer = RestoreWriter(
            vault: vault,
            tree: plan.tree,
            target: target,
            earlier: earlier,
            isPrivileged: restoresOwners && geteuid() == 0,
            cancellation: cancellation,
            progress: progress
        )
        progress.begin("Restoring \(plan.point.manifest.experiment)", total: plan.bytesToWrite)
        try makeDirectories(plan, writer)
        let steps = plan.steps.filter { $0.entry.isFile && $0.action != .keep }
        var findings = try writeFiles(steps, plan.tree, writer)
        // A name must never lead to content that a loss of power could still take away.
        if !steps.isEmpty { try target.descriptor.syncFileSystem() }
        for step in steps { try writer.publish(step) }
        findings += try finishEntries(plan, writer)
        try target.descriptor.syncFileSystem()
        let written = plan.bytesToWrite
        let files = Counted.text(plan.files, "file")
        progress.end(written == 0 ? "\(files), all in place already" : "\(files), \(ByteCount.text(written))")
        return AttributeWriter.limited(findings)
    }

    /// Before a target that is not there yet is made: a restore that does not fit leaves nothing behind.
    private func checkSpace(_ plan: RestorePlan, _ target: Directory?) throws {
        let free = try (target ?? Self.nearest(plan.target)).freeBytes()
        let needed = try plan.steps.reduce(0) { try $0 + Self.room($1, plan.tree, target) }
        guard needed <= free else {
            throw LifeboatError(
                .inputOutput,
                "\(ByteCount.text(needed)) are to be written and \(ByteCount.text(free)) are free",
                path: plan.target,
                hint: "Free some space or restore onto another disk. Nothing was written."
            )
        }
    }

    /// What a step takes on the disk: less what an earlier try of it has written already. Of a sparse file
    /// nobody knows, so it counts for nothing.
    private static func room(_ step: RestorePlan.Step, _ tree: Tree, _ target: Directory?) throws -> Int {
        guard step.action != .keep, case .file(let size, false, _) = step.entry.content else { return 0 }
        let part = RestorePart.name(of: step.entry, in: tree)
        return max(0, size - (try target?.factsOfTree(part)?.allocated ?? 0))
    }

    /// The nearest directory above a path that is there.
    private static func nearest(_ path: String) throws -> Directory {
        var path = path[...]
        while let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            path = path[..<slash]
            if let there = try RestorePlanner.existing(String(path)) { return there }
        }
        return try Directory(path.hasPrefix("/") ? "/" : ".")
    }

    /// Made with full rights for their owner; their own modes come last, when nothing is written into them.
    private func makeDirectories(_ plan: RestorePlan, _ writer: RestoreWriter) throws {
        for step in plan.steps where step.entry.content == .directory {
            if step.action == .replace { try writer.target.removeFile(step.entry.name) }
            let directory = try writer.target.makeDirectory(step.entry.name, mode: 0o700, flushing: false)
            try Attributes.setPermissions(directory.descriptor, step.entry.permissions | 0o700)
        }
    }

    private func writeFiles(_ steps: [RestorePlan.Step], _ tree: Tree, _ writer: RestoreWriter) throws
        -> [Finding]
    {
        let isBundled: (RestorePlan.Step) -> Bool = {
            $0.entry.pieces.count == 1 && !$0.entry.pieces[0].isWhole
        }
        let jobs = Self.jobs(steps.filter { $0.replacement == nil && isBundled($0) })
        var written = WrittenPieces()
        var (first, copies): ([RestorePlan.Step], [RestorePlan.Step]) = ([], [])
        for step in steps where step.replacement != nil || !isBundled(step) {
            if step.replacement != nil || written.note(step.entry, in: tree) {
                first.append(step)
            } else {
                copies.append(step)
            }
        }
        var findings = try writeFiles(first, nil, writer)
        findings += try writeFiles(copies, written, writer)
        findings += try workers.map(jobs.count) { index -> [Finding] in
            try cancellation.check()
            return try unpack(jobs[index], tree, writer)
        }.flatMap { $0 }
        return findings
    }

    /// Short files side by side, each in one go; of long ones a few at a time, their pieces side by side.
    private func writeFiles(_ steps: [RestorePlan.Step], _ written: WrittenPieces?, _ writer: RestoreWriter)
        throws -> [Finding]
    {
        let isLong: (RestorePlan.Step) -> Bool = {
            $0.entry.pieces.count > workers.width && $0.replacement == nil
        }
        let (long, short) = (steps.filter(isLong), steps.filter { !isLong($0) })
        let one = Workers(width: 1)
        var findings = try workers.map(short.count) { index -> [Finding] in
            try cancellation.check()
            if let bytes = short[index].replacement {
                return try bytes.withUnsafeBytes { try writer.writeSmall(short[index], $0) }
            }
            return try writer.writeLarge([short[index]], written, workers: one)
        }.flatMap { $0 }
        for start in stride(from: 0, to: long.count, by: workers.width) {
            let few = Array(long[start..<min(start + workers.width, long.count)])
            findings += try writer.writeLarge(few, written, workers: workers)
        }
        return findings
    }

    /// The files of each bundle together, so that it is read once.
    private static func jobs(_ steps: [RestorePlan.Step]) -> [[RestorePlan.Step]] {
        let grouped = Dictionary(grouping: steps) { $0.entry.pieces[0].object }
        return grouped.sorted { $0.key < $1.key }.map(\.value)
    }

    /// One read of the bundle where most of it is wanted, else one ranged read a file.
    private func unpack(_ steps: [RestorePlan.Step], _ tree: Tree, _ writer: RestoreWriter) throws
        -> [Finding]
    {
        var findings: [Finding] = []
        let attributes = AttributeWriter(isPrivileged: writer.isPrivileged)
        let steps = try steps.filter { step in
            guard try writer.isWhole(step) else { return true }
            let part = try writer.target.open(writer.partName(step.entry))
            findings += attributes.apply(step.entry, to: part)
            progress.advance(step.entry.size)
            return false
        }
        guard let object = steps.first.map({ tree.objects[$0.entry.pieces[0].object] }) else {
            return findings
        }
        let wanted = steps.reduce(0) { $0 + BundleBuilder.space(for: $1.entry.size) }
        guard wanted * 2 > object.length else {
            return try findings
                + steps.flatMap { step in
                    let bytes = try vault.bytes(step.entry.pieces[0], of: tree)
                    return try bytes.withUnsafeBytes { try writer.writeSmall(step, $0) }
                }
        }
        return try findings
            + vault.withMembers(of: object) { member in
                try steps.flatMap { step in try writer.writeSmall(step, member(step.entry.pieces[0])) }
            }
    }

    /// The parts that an earlier try of this restore has left. Those of other points are removed: nobody else
    /// does. What the tree holds is no part, whatever its name is.
    private func parts(_ plan: RestorePlan, _ target: Directory) throws -> Set<FileName> {
        let found = try TreeWalk(target).entries.filter {
            RestorePart.isPart($0) && plan.tree.entry($0.name) == nil
        }
        if found.isEmpty { return [] }
        let steps = plan.steps.filter { $0.entry.isFile && $0.action != .keep }
        let wanted = Set(steps.map { RestorePart.name(of: $0.entry, in: plan.tree) })
        for entry in found {
            if !wanted.contains(entry.name) {
                try target.removeFile(entry.name)
            } else if entry.facts.permissions & 0o600 != 0o600 {
                // It was stopped when the part had its final mode already: nobody could write to it.
                try target.setPermissions(entry.name, 0o600)
            }
        }
        return Set(found.map(\.name)).intersection(wanted)
    }

    /// Links, the attributes of files that were there already, and those of directories, deepest first.
    private func finishEntries(_ plan: RestorePlan, _ writer: RestoreWriter) throws -> [Finding] {
        var findings: [Finding] = []
        let attributes = AttributeWriter(isPrivileged: writer.isPrivileged)
        for step in plan.steps {
            switch step.entry.content {
            case .link(let destination):
                try link(step, destination, writer)
                findings += attributes.apply(step.entry, toLinkIn: writer.target)
            case .file where step.action == .keep:
                findings += try attributes.apply(step.entry, to: writer.target.open(step.entry.name))
            default: break
            }
        }
        for step in plan.steps.reversed() where step.entry.content == .directory {
            findings += try attributes.apply(
                step.entry,
                to: writer.target.directory(step.entry.name).descriptor
            )
        }
        // The run directory itself comes last. It may be somebody else's, as a place where a disk is mounted.
        if let root = plan.point.manifest.root {
            findings += attributes.apply(root, to: writer.target.descriptor, place: plan.target)
        }
        return findings
    }

    private func link(_ step: RestorePlan.Step, _ destination: [UInt8], _ writer: RestoreWriter) throws {
        if step.action == .replace {
            try writer.removeObstacle(step.entry.name)
            try writer.target.removeFile(step.entry.name)
        }
        if step.action != .keep { try writer.target.makeLink(step.entry.name, to: destination) }
    }
}
