internal import LifeboatCore
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault
internal import Testing

@testable internal import LifeboatReport

@Suite("Controls: exposure, lag and restore time")
struct ObjectiveControlTests {
    /// The source with a checkpoint that was rewritten a minute ago.
    private static func rewrite(_ input: inout ReportInput) {
        let entries = Sample.entries.dropLast() + [Sample.entry(changed: 60)]
        let state = ExperimentState(
            name: "runs/exp1",
            origin: Sample.origin(1),
            run: Sample.run(1),
            entries: Array(entries)
        )
        input.sources = [SourceState(source: "runs", experiments: [state, Sample.states[1]])]
    }

    @Test("the sample is compliant")
    func sample() {
        let report = Sample.report()
        #expect(report.failed == [])
        #expect(report.isCompliant)
        #expect(report.controls.map(\.id).unique.count == report.controls.count)
    }

    @Test("every control names clauses, a reason that is a sentence, and a remedy exactly where it failed")
    func form() {
        for report in [Sample.report(), Sample.report { $0 = Sample.nothing }] {
            for control in report.controls {
                #expect(!control.clauses.isEmpty, "\(control.id)")
                #expect(control.reason.hasSuffix("."), "\(control.id): \(control.reason)")
                #expect(!control.reason.contains(".."), "\(control.id): \(control.reason)")
                #expect(control.remedy.isEmpty == (control.status != .fail), "\(control.id)")
            }
        }
    }

    @Test("with nothing found and nothing recorded, every control that is asked fails, and nothing traps")
    func nothing() {
        let report = Sample.report { $0 = Sample.nothing }
        let passed = report.controls.filter { $0.status == .pass }.map(\.id)
        #expect(passed == [])
    }

    @Test("exposure: a change within the RPO passes, one beyond it fails")
    func exposure() {
        let passed = Sample.control("rpo.disk", Self.rewrite)
        #expect(passed?.status == .pass)
        #expect(
            passed?.reason
                == "1 change of runs/exp1 (weights/last.pt) is not held by disk, for up to 9m 55s; 30m is "
                + "allowed."
        )
        let failed = Sample.control("rpo.disk") { input in
            Self.rewrite(&input)
            input.evidence = input.evidence.filter { $0.kind == .drill }
            input.now = Sample.now.adding(seconds: 1300)
        }
        #expect(failed?.status == .fail)
    }

    @Test("exposure: a tier without an objective is not asked")
    func notAsked() { #expect(Sample.control("rpo.vaulted")?.status == .notApplicable) }

    @Test("exposure: a tier that cannot be reached, or that lacks the run, fails")
    func unreachable() {
        let away = Sample.control("rpo.disk") { input in
            input.tiers[0] = TierState(tier: Sample.policyTier("disk"), isReachable: false, points: [])
        }
        #expect(away?.status == .fail)
        #expect(away?.reason == "disk cannot be reached, so it holds nothing that can be counted on.")
        let empty = Sample.control("rpo.disk") { $0.tiers[0] = Sample.tier("disk", []) }
        #expect(empty?.status == .fail)
    }

    @Test("exposure: a source that cannot be read is told by the last confirmation")
    func lost() {
        let control = Sample.control("rpo.disk") { input in
            let why = Finding("source.unreadable", .error, path: "/mnt/ssd/runs", "is not there")
            input.sources = [SourceState(source: "runs", experiments: [], failure: why)]
        }
        #expect(control?.status == .pass)
        let reason = "The source of runs/exp1 cannot be read; disk was last confirmed to hold it 9m 55s ago; "
        #expect(control?.reason == reason + "30m is allowed.")
    }

    @Test("exposure: a confirmation of a point that the tier no longer holds does not count")
    func confirmationOfLostPoint() {
        let table = StatusTable(
            Sample.changed { input in
                input.sources = [SourceState(source: "runs", experiments: [])]
                input.evidence = [Sample.protect(1, ago: 100)]
                input.tiers[0] = Sample.tier("disk", [Sample.points[1], Sample.points[3]])
            }
        )
        #expect(table.tiers[0].exposure.seconds == 4200)
        #expect(table.tiers[0].exposure.basis == .newestPoint)
        #expect(table.tiers[1].exposure.seconds == 105)
    }

    @Test("exposure: an empty source is a source that was lost, not one that was tidied up")
    func unmounted() {
        let report = Sample.report { $0.sources = [SourceState(source: "runs", experiments: [])] }
        #expect(report.tiers[0].status.exposure.basis == .lastConfirmed)
        #expect(report.findings.contains { $0.code == "source.empty" })
    }

    @Test("exposure: a run that is gone from a source that can be read does not count")
    func gone() {
        let report = Sample.report { input in
            input.sources = [SourceState(source: "runs", experiments: [Sample.states[0]])]
            input.now = Sample.now.adding(seconds: 9e6)
        }
        #expect(report.status.rows[1].presence == .gone)
        #expect(report.tiers[0].status.exposure.seconds == 0)
    }

    @Test("lag: the oldest point that the feeding tier has and this one lacks")
    func lag() {
        let late = Sample.report { $0.tiers[1] = Sample.tier("nas", [Sample.points[0], Sample.points[2]]) }
        #expect(late.tiers[1].replicationLagSeconds == 4200)
        #expect(late.tiers[1].lacking == 2)
        let control = late.controls.first { $0.id == "lag.nas" }
        #expect(control?.status == .fail)
        #expect(
            control?.reason
                == "nas lacks 2 points that disk has, the oldest from 1h 10m ago; 30m is allowed."
        )
        let soon = Sample.report { $0.tiers[1] = Sample.tier("nas", [Sample.points[1], Sample.points[3]]) }
        #expect(soon.tiers[1].replicationLagSeconds == 600)
        #expect(soon.controls.first { $0.id == "lag.nas" }?.status == .pass)
        #expect(Sample.report().tiers.map(\.replicationLagSeconds) == [nil, 0, 0])
    }

    @Test("lag: an incomplete point is not waited for, a damaged copy is")
    func lagOfStates() {
        let extra = Sample.point(1, 3, ago: 9000) { $0.state = .incomplete }
        let incomplete = Sample.report { $0.tiers[0] = Sample.tier("disk", [extra] + Sample.points) }
        #expect(incomplete.tiers[1].lacking == 0)
        let damaged = Sample.report { input in
            input.tiers[1] = Sample.tier("nas", damaged: [Sample.points[0].id: "1 object is not there"])
        }
        #expect(damaged.tiers[1].lacking == 1)
    }

    @Test("lag: what the tier's own retention would not keep is not lacking")
    func lagAndRetention() {
        let report = Sample.report { input in
            let old = input.policy.tiers[1]
            let tier = Tier(
                name: old.name,
                storage: old.storage,
                from: old.from,
                retention: Retention(keepLast: 1, keepBest: false)
            )
            var tiers = input.policy.tiers
            tiers[1] = tier
            input.policy = Policy(
                name: "p",
                sources: input.policy.sources,
                tiers: tiers,
                objectives: input.policy.objectives
            )
            input.tiers[1] = Sample.tier("nas", [Sample.points[0], Sample.points[2]])
        }
        #expect(report.tiers[1].lacking == 0)
    }

    @Test("lag: a feeding tier that cannot be reached fails an objective")
    func lagUnknown() {
        let control = Sample.control("lag.nas") { input in
            input.tiers[0] = TierState(tier: Sample.policyTier("disk"), isReachable: false, points: [])
        }
        #expect(control?.status == .fail)
        #expect(Sample.control("lag.disk")?.status == .notApplicable)
    }

    @Test("restore time: the slowest restore of the last drill against the RTO")
    func time() {
        #expect(Sample.control("rto.disk")?.status == .pass)
        let slow = Sample.control("rto.disk") { input in
            input.evidence.append(Sample.drills(9, ago: 60, [Sample.drill("disk", seconds: 900)]))
        }
        #expect(slow?.status == .fail)
        #expect(slow?.evidence == ["\(Sample.signer)/9"])
        let failed = Sample.control("rto.disk") { input in
            input.evidence.append(Sample.drills(9, ago: 60, [Sample.drill("disk", verdict: "failed")]))
        }
        #expect(failed?.status == .fail)
        #expect(Sample.control("rto.disk") { $0.evidence = [] }?.status == .fail)
        #expect(Sample.control("rto.vaulted")?.status == .notApplicable)
    }
}
