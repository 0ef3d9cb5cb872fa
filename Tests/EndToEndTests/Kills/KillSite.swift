internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport

/// What the tries of a kill trial begin with: a source, tiers and state, made once and copied for each.
struct KillSite {
    /// Where it was made.
    let site: Site
    /// The states that its points may hold, each as digests of files by name.
    private(set) var known: [[String: String]] = []

    /// The length of the longest files.
    private let length: Int

    /// A site with one run of a few small files, a checkpoint, and two files of `length` bytes.
    init(at path: String, rest: String = "", length: Int = 1_200_000) throws {
        self.length = length
        site = try Site(at: path, rest: rest)
        try site.addSmallRun("exp1")
        for index in 0..<60 { try site.write("label \(index)\n", to: "runs/exp1/labels/\(index).txt") }
        try site.write(Site.noise(length, seed: 1), to: "runs/exp1/events.one")
        try site.write(Site.noise(length, seed: 2), to: "runs/exp1/events.two")
        try remember()
    }

    /// Takes the state that the source is in now among the known ones.
    mutating func remember() throws { known.append(try FileTree("\(site.source)/exp1").digests()) }

    /// The state the source is in.
    var newest: [String: String] { known.last ?? [:] }

    /// Protects the source as it is, or runs any other command that must succeed.
    func run(_ arguments: String...) throws {
        let lifeboat = try Lifeboat(at: site)
        let outcome = try lifeboat.finish(lifeboat.start(arguments))
        guard outcome.ending == .exited(0) else { throw LifeboatError(.failed, outcome.notes) }
    }

    /// Training goes on: another checkpoint, one row more, a file changed, one new, one gone.
    mutating func train(_ epoch: Int) throws {
        let checkpoint = CheckpointVersions.stamped(try Fixtures.bytes("odd/training-state.pt"), epoch)
        try site.write(checkpoint, to: "runs/exp1/weights/last.pt")
        let results = try Fixtures.bytes("live/results.csv")
        try site.write(results + Array("\(epoch)\n".utf8), to: "runs/exp1/results.csv")
        try site.write(Site.noise(length, seed: UInt64(epoch + 7)), to: "runs/exp1/events.one")
        try site.write("epoch \(epoch)\n", to: "runs/exp1/labels/epoch-\(epoch).txt")
        try Directory(site.source).removeFile(FileName("exp1/labels/epoch-\(epoch - 2).txt"))
        try remember()
    }

    /// A copy of tiers and state at `path`, over the same source.
    func copy(to path: String, rest: String = "") throws -> Site {
        let copy = try Site(at: path, source: site.source, rest: rest)
        try FileTree("\(site.path)/tiers").copy(to: "\(path)/tiers")
        if try Directory(site.path).facts(FileName("state")) != nil {
            try FileTree(site.state).copy(to: copy.state)
        }
        return copy
    }
}
