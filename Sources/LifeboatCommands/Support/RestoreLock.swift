internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy
internal import LifeboatRecovery

/// Keeps protects and other restores of this node out of the directory that a restore writes into, for as
/// long as it lives.
struct RestoreLock {
    /// That there is none: a node that has lost everything may have no place for it, and restores all the
    /// same.
    let findings: [Finding]
    private let locks: [FileLock]

    /// Throws `busy` where another process works there.
    init(_ target: String, _ policy: Policy?, _ state: Result<LocalState, any Error>) throws {
        let places = [Array(target.utf8)] + Self.runs(around: target, policy)
        do {
            let state = try state.get()
            locks = try places.map { try state.lock(runAt: $0, purpose: "restoring into \(target)") }
            findings = []
        } catch let error as LifeboatError where error.code == .busy {
            throw error
        } catch {
            let failure = Finding("restore.no-lock", failure: error, path: target)
            locks = []
            findings = [
                Finding(
                    failure.code,
                    .warning,
                    path: failure.path,
                    "nothing keeps another restore or a protect out of \(target): \(failure.message)",
                    hint: failure.hint
                )
            ]
        }
    }

    /// The runs of the policy's sources that the target lies in: a protect reads them as a whole. What
    /// belongs to no run is not locked, so that runs of one source are restored side by side.
    private static func runs(around target: String, _ policy: Policy?) -> [[UInt8]] {
        let place = Array(DirectoryPlace(target).path.utf8)
        return (policy?.sources ?? []).flatMap { source -> [[UInt8]] in
            guard let root = CanonicalPath.of(source.path),
                CanonicalPath.isAt(place, orBelow: Array(root.utf8))
            else { return [] }
            // A source that cannot be walked is not protected either.
            let experiments = (try? SourceSurvey(source).experiments) ?? []
            return experiments.filter { $0.isRun(of: source) }.compactMap { CanonicalPath.of($0.place) }
                .filter { $0 != place && CanonicalPath.isAt(place, orBelow: $0) }
        }
    }
}

extension Experiment {
    /// Whether it is more than what is left of its source outside every run.
    fileprivate func isRun(of source: Source) -> Bool {
        name != source.name || layout != "plain" || source.layout == .plain
    }
}
