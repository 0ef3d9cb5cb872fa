internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy
public import LifeboatRecovery
internal import LifeboatTiers
internal import LifeboatVault

/// The worker: the process that drills one tier with everything else out of sight.
public enum DrillWorker {
    static let schema = "lifeboat.drill-answer/1"

    /// Does what the request says and returns the answer; never throws, because a failure is an answer too.
    ///
    /// Call it first of all in a process of its own, before any thread is started: it shuts the process off
    /// from the sources, the other tiers, the local state and the home directory. Progress goes to standard
    /// error. `stores` opens a tier that is no directory, before anything is shut off.
    public static func run(request: [UInt8], stores: any TierStores) -> [UInt8] {
        do {
            let (request, scratch) = try DrillRequest.read(JSON.parse(request))
            let cancellation = Cancellation()
            let drill = try drill(
                request,
                scratch: scratch,
                stores: stores,
                progress: LineProgress(stopping: cancellation),
                cancellation: cancellation
            )
            let visible = request.probes.filter(isVisible).map(JSON.string)
            let answer: JSON = [
                "schema": .string(schema), "drill": drill.json, "visible": .array(visible),
            ]
            return answer.canonical
        } catch {
            return (["schema": .string(schema), "error": .string("\(error)")] as JSON).canonical
        }
    }

    /// The drill itself, in this process. Throws `interrupted`, and what `DrillRequest.check` throws.
    private static func drill(
        _ request: DrillRequest,
        scratch: String,
        stores: any TierStores,
        progress: any Progress,
        cancellation: Cancellation
    ) throws -> TierDrill {
        try request.check()
        var drill = request.empty
        let scratchSpace: OpenPlace
        let vault: DrilledVault
        do { scratchSpace = try OpenPlace(scratch) } catch {
            drill.findings.append(Finding("drill.scratch-unavailable", failure: error, path: scratch))
            return drill
        }
        // Should the launcher be killed, the next drill must not clear this away under a worker that goes on.
        scratchSpace.claim()
        do { vault = try DrilledVault(request, stores) } catch {
            drill.findings.append(Finding("drill.tier-unreachable", failure: error, path: request.tier))
            return drill
        }
        let kept = [scratch, request.vault ?? ""].compactMap(CanonicalPath.of)
        let seclusion = Seclusion.enter(request, keeping: kept)
        drill.isolation = seclusion.isolation
        drill.findings += seclusion.findings
        let driller = TierDriller(
            request: request,
            vault: vault,
            scratch: scratchSpace.path,
            ownsAll: seclusion.hasAllOwners,
            progress: progress,
            cancellation: cancellation
        )
        try driller.run(&drill)
        drill.findings = drill.findings.map { scratchSpace.renamed(vault.renamed($0)) }
        return drill
    }

    /// Whether a file, or a directory that is not empty, is to be seen at `path`.
    private static func isVisible(_ path: String) -> Bool {
        guard CanonicalPath.of(path) != nil else { return false }
        guard let directory = try? Directory(path) else { return true }
        return (try? directory.names().isEmpty) == false
    }
}
