internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy

/// The directories that a protect writes to, by what they are and not by their paths: a mount may show one
/// of them below a source, and it would be protected into itself.
struct OwnPlaces {
    private struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64

        init(_ facts: FileFacts) {
            device = facts.device
            inode = facts.inode
        }
    }

    private var titles: [Identity: String] = [:]

    /// The directories of the tiers and of local state, each with those right below it.
    init(_ policy: Policy, state: String) {
        for tier in policy.tiers { tier.path.map { add($0, "tier \(tier.name)") } }
        add(state, "local state")
    }

    private mutating func add(_ path: String, _ title: String) {
        // What is not there or cannot be read is not written to either.
        guard let directory = try? Directory(path), let facts = try? directory.descriptor.facts() else {
            return
        }
        titles[Identity(facts)] = title
        for name in (try? directory.names()) ?? [] {
            guard let facts = try? directory.facts(FileName(bytes: name)), facts.kind == .directory else {
                continue
            }
            titles[Identity(facts)] = title
        }
    }

    /// The first directory of `experiments` that is one of these, as an error.
    func finding(in experiments: [Experiment]) -> Finding? {
        for experiment in experiments {
            for entry in experiment.entries where entry.facts.kind == .directory {
                guard let title = titles[Identity(entry.facts)] else { continue }
                return Finding(
                    "source.overlap",
                    .error,
                    path: "\(experiment.path)/\(entry.name)",
                    "is the directory of \(title), by a mount: the source \(experiment.source) is not"
                        + " protected",
                    hint: "Unmount it, or leave it out of the source with `exclude`."
                )
            }
        }
        return nil
    }
}
