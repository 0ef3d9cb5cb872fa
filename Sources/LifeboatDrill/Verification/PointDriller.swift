internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// Restores one point into scratch space and verifies what came out.
struct PointDriller: Sendable {
    /// So many findings of one point are told; the rest is counted.
    static let findingLimit = 100
    let vault: Vault
    let chosen: SampledPoint
    let depth: DrillDepth
    /// A directory that does not exist yet and is gone afterwards.
    let target: String
    let ownsAll: Bool
    let workers: Workers
    let progress: any Progress
    let cancellation: Cancellation

    private var manifest: Manifest { chosen.point.manifest }

    /// What came of it. Throws only `interrupted`.
    func run(_ objects: inout ObjectProof) throws -> (PointDrill, [Finding]) {
        var result = PointDrill(
            experiment: manifest.experiment,
            run: manifest.run,
            point: chosen.point.id,
            why: chosen.why
        )
        var findings = manifest.state == .complete ? [] : [incomplete]
        if let plan = try restore(&result, &findings) {
            findings += try compare(plan, &result)
            if depth >= .structure { findings += try StructureCheck(plan: plan, ownPath: target).findings() }
        }
        findings += try checkObjects(&objects)
        findings += clean()
        result.verdict = findings.hasError ? .failed : .passed
        return (result, limited(findings.map(placed)))
    }

    /// The timed part: what a person who restores the point would wait for.
    private func restore(_ result: inout PointDrill, _ findings: inout [Finding]) throws -> RestorePlan? {
        let watch = Stopwatch()
        do {
            let planner = RestorePlanner(vault, workers: workers, cancellation: cancellation)
            let plan = try planner.plan(chosen.point, to: target, force: false)
            let restorer = Restorer(
                vault,
                workers: workers,
                progress: progress,
                cancellation: cancellation,
                restoresOwners: ownsAll
            )
            let notes = try restorer.run(plan)
            result.seconds = watch.seconds
            findings += plan.findings + notes
            return plan
        } catch let error as LifeboatError where error.code == .interrupted {
            throw error
        } catch {
            result.seconds = watch.seconds
            findings.append(Finding("drill.restore-failed", failure: error, path: ""))
            return nil
        }
    }

    private func compare(_ plan: RestorePlan, _ result: inout PointDrill) throws -> [Finding] {
        do {
            let comparison = TreeComparison(plan: plan, workers: workers, cancellation: cancellation)
            let findings = try comparison.findings()
            result.files = plan.files
            result.bytes = comparison.bytes
            return findings
        } catch let error as LifeboatError where error.code == .interrupted {
            throw error
        } catch {
            return [Finding("drill.comparison-failed", failure: error, path: target)]
        }
    }

    private func checkObjects(_ objects: inout ObjectProof) throws -> [Finding] {
        let listings = try objects.check(manifest.listings)
        do {
            let tree = try vault.tree(of: manifest)
            return try listings + objects.check(tree.objects)
        } catch let error as LifeboatError where error.code == .interrupted {
            throw error
        } catch {
            return listings + [Finding("drill.listing-unreadable", failure: error, path: "")]
        }
    }

    /// The tree goes at once: scratch space has to hold one point at a time only.
    private func clean() -> [Finding] {
        do {
            guard CanonicalPath.of(target) != nil else { return [] }
            let scratch = try Directory(target)
            // The run directory may have been one that its owner may not write to.
            try Attributes.setPermissions(scratch.descriptor, 0o700)
            try scratch.removeContents()
            return []
        } catch {
            return [Finding("drill.scratch-full", failure: error, path: target)]
        }
    }

    private var incomplete: Finding {
        let reasons = manifest.findings.errors.map { "\($0.path): \($0.message)" }
        return Finding(
            "drill.point-incomplete",
            .warning,
            "was incomplete when it was taken" + (reasons.first.map { " (\($0))" } ?? ""),
            hint: "An earlier point is complete; `lifeboat restore` takes that by itself."
        )
    }

    /// Says which experiment and which point it is about.
    private func placed(_ finding: Finding) -> Finding {
        let isOutside = finding.path.hasPrefix("/") || finding.path.hasPrefix(vault.address)
        let place = finding.path.isEmpty ? manifest.experiment : "\(manifest.experiment)/\(finding.path)"
        return Finding(
            finding.code,
            finding.severity,
            path: isOutside ? finding.path : place,
            "point \(chosen.point.id.short) of \(manifest.experiment): \(finding.message)",
            hint: finding.hint
        )
    }

    private func limited(_ findings: [Finding]) -> [Finding] {
        guard findings.count > Self.findingLimit else { return findings }
        let sorted = findings.errors + findings.filter { $0.severity != .error }
        let rest = sorted.dropFirst(Self.findingLimit)
        let worst = rest.map(\.severity).max() ?? .info
        let more = Finding(
            "drill.more-findings",
            worst,
            path: manifest.experiment,
            "\(rest.count) more findings"
        )
        return sorted.prefix(Self.findingLimit) + [more]
    }
}
