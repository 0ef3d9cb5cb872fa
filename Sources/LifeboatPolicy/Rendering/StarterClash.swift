/// A directory that a starter policy cannot have beside another one.
public struct StarterClash: Sendable, Hashable {
    typealias Place = (path: String, what: String)

    /// Its path.
    public let path: String
    /// As in `lies inside the source /mnt/ssd/runs`.
    public let reason: String

    /// The first clash of `path` with what is `taken`; nil where it is free.
    init?(of path: String, with taken: [Place]) {
        self.path = path
        if path == "/" {
            reason = "is the root of the file system"
            return
        }
        for other in taken {
            let isInside = PolicyChecks.contains(other.path, path)
            guard isInside || PolicyChecks.contains(path, other.path) else { continue }
            let relation = other.path == path ? "is the same as" : isInside ? "lies inside" : "holds"
            reason = "\(relation) the \(other.what) \(other.path)"
            return
        }
        return nil
    }
}
