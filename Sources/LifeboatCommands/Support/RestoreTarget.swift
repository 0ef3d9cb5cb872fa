internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy

/// Where no restore writes: what Lifeboat itself needs on this node.
enum RestoreTarget {
    /// Throws `conflict` for a target that is a tier, the directory of local state, lies in one or holds one,
    /// or that holds the policy `file`, whichever links lead there.
    static func check(_ target: String, _ policy: Policy?, file: String?, state: String?) throws {
        let mounts = MountTable.current()
        let place = DirectoryPlace(target, mounts: mounts)
        // The planner refuses the root of the file system, whatever it holds.
        if place.path == "/" { return }
        var own = (policy?.tiers ?? []).compactMap { tier in
            tier.path.map { (title: "the vault of tier \(tier.name)", path: $0) }
        }
        if let state { own.append(("the directory of local state", state)) }
        for (title, path) in own {
            guard let relation = place.relation(to: DirectoryPlace(path, mounts: mounts)) else { continue }
            throw refusal("\(words(relation)) \(title), \(path)", target)
        }
        guard let file else { return }
        // Where it is said to be, and where a link leads from there.
        let paths = [file] + (CanonicalPath.of(file).map { [$0] } ?? [])
        for path in paths {
            let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
            let around = DirectoryPlace(parent.isEmpty ? "/" : parent, mounts: mounts)
            if let relation = place.relation(to: around), relation != .inside {
                throw refusal("holds the policy, \(path)", target)
            }
        }
    }

    private static func refusal(_ reason: String, _ target: String) -> LifeboatError {
        LifeboatError(
            .conflict,
            "nothing is restored there: it \(reason)",
            path: target,
            hint: "Name a directory of its own with --to DIR."
        )
    }

    private static func words(_ relation: DirectoryPlace.Relation) -> String {
        switch relation {
        case .same: "is"
        case .inside: "lies in"
        case .around: "holds"
        }
    }
}
