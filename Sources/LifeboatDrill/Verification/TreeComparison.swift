internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatRecovery
internal import LifeboatVault

/// Holds a restored directory against the listing, on its own: it shares no step with the restore.
struct TreeComparison: Sendable {
    private static let bufferSize = 4 << 20
    let plan: RestorePlan
    let workers: Workers
    let cancellation: Cancellation

    /// Length of all files as they should be, in bytes.
    var bytes: Int { plan.steps.reduce(0) { $0 &+ Self.size($1) } }

    /// Everything that is missing, too much or different. Throws when the directory cannot be walked.
    func findings() throws -> [Finding] {
        let found = try ScratchTree(plan.target)
        let whole = try found.root.descriptor.facts()
        let tolerance = try Self.tolerance(found.root)
        let steps = plan.steps
        let differences = try workers.map(steps.count) { index -> [Finding] in
            try cancellation.check()
            return compare(steps[index], found, tolerance)
        }
        let known = Set(steps.map(\.entry.name))
        let strangers = found.facts.keys.filter { !known.contains($0) }.sorted()
        let root = plan.point.manifest.root.map { attributes(of: $0, whole, tolerance) } ?? []
        return root + differences.flatMap { $0 }
            + strangers.map { difference("drill.extra", $0, "is there and is not in the point") }
    }

    private func compare(_ step: RestorePlan.Step, _ found: ScratchTree, _ tolerance: Int64) -> [Finding] {
        let entry = step.entry
        guard let facts = found.facts[entry.name] else {
            return [difference("drill.missing", entry.name, "was not restored")]
        }
        guard facts.kind == Self.kind(entry) else {
            return [difference("drill.kind-changed", entry.name, "came back as a \(facts.kind.rawValue)")]
        }
        var findings = attributes(of: entry, facts, tolerance)
        do { try findings += content(step, facts, found) } catch {
            findings.append(Finding("drill.unreadable", failure: error, path: entry.name.description))
        }
        return findings
    }

    private func attributes(of entry: Entry, _ facts: FileFacts, _ tolerance: Int64) -> [Finding] {
        var findings: [Finding] = []
        if facts.kind != .link, facts.permissions != entry.permissions {
            let (is_, was) = (String(facts.permissions, radix: 8), String(entry.permissions, radix: 8))
            findings.append(difference("drill.mode-changed", entry.name, "has mode \(is_) instead of \(was)"))
        }
        if facts.modified.subtractingReportingOverflow(entry.modified).partialValue.magnitude
            > tolerance.magnitude
        {
            let (is_, was) = (Timestamp(nanoseconds: facts.modified), Timestamp(nanoseconds: entry.modified))
            findings.append(
                difference("drill.time-changed", entry.name, "was last changed \(is_) instead of \(was)")
            )
        }
        return findings
    }

    private func content(_ step: RestorePlan.Step, _ facts: FileFacts, _ found: ScratchTree) throws
        -> [Finding]
    {
        let name = step.entry.name
        switch step.entry.content {
        case .directory, .excluded: return []
        case .link(let target):
            let leads = try found.root.linkTarget(name)
            return leads == target ? [] : [difference("drill.link-changed", name, "leads elsewhere")]
        case .file(_, _, let pieces):
            let size = Self.size(step)
            guard facts.size == size else {
                return [difference("drill.size-changed", name, "has \(facts.size) bytes instead of \(size)")]
            }
            let file = try found.open(name)
            if let replacement = step.replacement {
                let isSame = try file.bytes(at: 0, count: size) == replacement
                return isSame ? [] : [difference("drill.content-changed", name, "is not the repaired table")]
            }
            var offset = 0
            for piece in pieces {
                guard try Self.digest(file, offset, piece.length) == piece.digest else {
                    return [difference("drill.content-changed", name, "differs from byte \(offset) on")]
                }
                offset += piece.length
            }
            return []
        }
    }

    private static func digest(_ file: Descriptor, _ offset: Int, _ length: Int) throws -> Digest {
        var hasher = Hasher256()
        for start in stride(from: 0, to: length, by: bufferSize) {
            hasher.update(try file.bytes(at: offset + start, count: min(bufferSize, length - start)))
        }
        return hasher.finish()
    }

    private static func size(_ step: RestorePlan.Step) -> Int { step.replacement?.count ?? step.entry.size }

    private static func kind(_ entry: Entry) -> FileKind? {
        switch entry.content {
        case .file: .file
        case .directory: .directory
        case .link: .link
        case .excluded: nil
        }
    }

    /// How far a time may be off: nothing, unless the file system of the scratch space keeps them coarsely.
    private static func tolerance(_ root: Directory) throws -> Int64 {
        let odd: Int64 = 1_234_567_891_123_456_789
        let before = try root.descriptor.facts().modified
        try Attributes.setModified(root.descriptor, odd)
        let isExact = try root.descriptor.facts().modified == odd
        try Attributes.setModified(root.descriptor, before)
        return isExact ? 0 : 2_000_000_000
    }

    private func difference(_ code: String, _ name: FileName, _ message: String) -> Finding {
        Finding(
            code,
            .error,
            path: name.description,
            message,
            hint: "The point does not come back as it was: restore from another point or tier."
        )
    }
}
