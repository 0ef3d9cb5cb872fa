internal import LifeboatCore
internal import LifeboatFiles
public import LifeboatPolicy

/// Everything that one source holds now, divided into experiments.
public struct SourceSurvey: Sendable {
    /// The runs in the order of their names, and the remainder where it is not empty.
    public let experiments: [Experiment]
    /// Parts that a stopped restore left in the source: they are no content of it.
    let parts: [FileName]

    /// Walks the source. Throws when its directory cannot be opened.
    public init(_ source: Source) throws {
        let directory: Directory
        do { directory = try Directory(source.path) } catch let error as LifeboatError {
            throw LifeboatError(
                error.code,
                "the source \"\(source.name)\" cannot be read: \(error.message)",
                path: source.path,
                hint: error.hint
            )
        }
        var excluded: [(entry: TreeEntry, reason: String)] = []
        var parts: [FileName] = []
        let walk = try TreeWalk(directory) { name, facts in
            if RestorePart.isPart(name, facts) {
                parts.append(name)
                return true
            }
            guard let glob = source.exclude.first(where: { $0.matches(name.bytes) }) else { return false }
            excluded.append((TreeEntry(name: name, facts: facts), "excluded by the policy (\(glob.pattern))"))
            return true
        }
        let roots =
            source.layout == .plain ? [:] : ExperimentFinder.roots(in: walk.entries, layout: source.layout)
        self.parts = parts
        var divided: [FileName?: Part] = [:]
        for entry in walk.entries {
            let root = ExperimentFinder.root(of: entry.name, among: roots)
            if let root, root == entry.name {
                divided[root, default: Part()].facts = entry.facts
            } else {
                divided[root, default: Part()].entries.append(entry.below(root))
            }
        }
        for item in excluded {
            let root = ExperimentFinder.root(of: item.entry.name, among: roots)
            divided[root, default: Part()].excluded.append((item.entry.below(root), item.reason))
        }
        for failure in walk.failures {
            let root = ExperimentFinder.root(of: failure.name, among: roots)
            divided[root, default: Part()].failures.append((failure.name.below(root), failure.error))
        }
        let whole = try directory.descriptor.facts()
        experiments = divided.map { root, part in
            part.experiment(source, root, layout: root.flatMap { roots[$0] } ?? "plain", whole)
        }.filter { !$0.isEmpty }.sorted { $0.name < $1.name }
    }

    private struct Part {
        var facts: FileFacts?
        var entries: [TreeEntry] = []
        var excluded: [(entry: TreeEntry, reason: String)] = []
        var failures: [(name: FileName, error: LifeboatError)] = []

        func experiment(_ source: Source, _ root: FileName?, layout: String, _ whole: FileFacts) -> Experiment
        {
            let below = root?.bytes.isEmpty == false ? root : nil
            return Experiment(
                name: below.map { "\(source.name)/\($0)" } ?? source.name,
                source: source.name,
                layout: layout,
                place: Array(source.path.utf8) + (below.map { [0x2F] + $0.bytes } ?? []),
                facts: facts ?? whole,
                entries: entries,
                excluded: excluded,
                failures: failures
            )
        }
    }
}

extension FileName {
    /// This name seen from `root`, which it lies below.
    func below(_ root: FileName?) -> FileName {
        guard let root, !root.bytes.isEmpty else { return self }
        return FileName(bytes: Array(bytes.dropFirst(root.bytes.count + 1)))
    }
}

extension TreeEntry {
    func below(_ root: FileName?) -> TreeEntry { TreeEntry(name: name.below(root), facts: facts) }
}
