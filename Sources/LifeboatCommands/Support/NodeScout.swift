internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy
internal import LifeboatRecovery

/// Looks around on this node for training runs and for places that copies can live in.
struct NodeScout {
    private static let depth = 4
    private static let usualSources = ["runs", "/mnt", "/data", "/workspace", "/scratch"]
    private static let usualTiers = ["/mnt", "/data", "/backup", "/srv"]

    let context: Context

    /// The directories that hold runs: the parent of each run that is found.
    func sources() -> [StarterSource] {
        var found: [String: String] = [:]
        for start in [context.workingDirectory] + Self.usualSources.map(context.absolute) {
            guard let directory = try? Directory(start) else { continue }
            // Shallow: a node may have millions of files, and a starter policy is edited anyway.
            let walk = try? TreeWalk(directory) { name, facts in
                facts.kind == .directory && name.components.count > Self.depth
                    || name.last.bytes.first == 0x2E
            }
            for (root, layout) in ExperimentFinder.roots(in: walk?.entries ?? [], layout: .auto) {
                let parent = root.bytes.isEmpty ? start : context.absolute("\(start)/\(root.parent)")
                found[parent] = layout
            }
        }
        return found.sorted { $0.key < $1.key }.map {
            StarterSource(path: $0.key, layout: SourceLayout(rawValue: $0.value) ?? .auto)
        }
    }

    /// A source that was named.
    func source(_ path: String) -> StarterSource { StarterSource(path: path) }

    /// A vault's directory on each other file system that is mounted at a usual place.
    func tiers() -> [String] {
        guard let here = try? Directory("/").descriptor.facts().device else { return [] }
        var devices: Set<UInt64> = [here]
        var tiers: [String] = []
        for start in Self.usualTiers {
            guard let directory = try? Directory(start) else { continue }
            let below = ((try? directory.names()) ?? []).compactMap { String(validating: $0, as: UTF8.self) }
                .sorted()
            for path in [start] + below.map({ "\(start)/\($0)" }) {
                guard let facts = try? Directory(path).descriptor.facts(),
                    devices.insert(facts.device).inserted
                else {
                    continue
                }
                tiers.append(path + "/lifeboat-vault")
            }
        }
        return tiers
    }
}
