internal import LifeboatCore
internal import LifeboatLedger
internal import LifeboatRecovery
internal import LifeboatVault
internal import Testing

@testable internal import LifeboatReport

@Suite("Controls: points")
struct PointControlTests {
    @Test("the newest point must be complete, whole and there, in every tier")
    func complete() {
        #expect(Sample.control("points.complete")?.status == .pass)
        let incomplete = Sample.control("points.complete") { input in
            let torn = Sample.point(1, 3, ago: 60) { $0.state = .incomplete }
            input.tiers[0] = Sample.tier("disk", [torn] + Sample.points)
        }
        #expect(incomplete?.status == .fail)
        #expect(incomplete?.reason == "The newest point of runs/exp1 in disk is incomplete.")
        let damaged = Sample.control("points.complete") { input in
            input.tiers[2] = Sample.tier("vaulted", damaged: [Sample.points[2].id: "a listing is gone"])
        }
        #expect(damaged?.reason == "The newest point of runs/exp2 in vaulted is damaged.")
        let missing = Sample.control("points.complete") {
            $0.tiers[1] = Sample.tier("nas", [Sample.points[0]])
        }
        #expect(missing?.reason == "nas holds no point of runs/exp2.")
        let away = Sample.control("points.complete") { $0.tiers.removeLast() }
        #expect(away?.reason == "vaulted cannot be reached.")
    }

    @Test("a manifest that cannot be read fails")
    func unreadable() {
        let control = Sample.control("points.complete") { input in
            let finding = Finding("vault.manifest-unreadable", .error, path: "points/x", "was cut off")
            input.tiers[0] = TierState(
                tier: Sample.policyTier("disk"),
                points: Sample.points,
                findings: [finding]
            )
        }
        #expect(control?.status == .fail)
    }

    @Test("a point that evidence says was held must be there, unless a prune deleted it from that tier")
    func present() {
        #expect(Sample.control("points.present")?.status == .pass)
        let drop: (inout ReportInput) -> Void = { input in
            input.tiers[1] = Sample.tier("nas", Sample.points.filter { $0.id != Sample.id("1/1") })
        }
        let vanished = Sample.control("points.present", drop)
        #expect(vanished?.status == .fail)
        #expect(
            vanished?.reason
                == "1 point that evidence says nas held is gone, and no prune says that it deleted them."
        )
        func pruned(from tier: String) -> Control? {
            Sample.control("points.present") { input in
                drop(&input)
                let deleted: JSON = ["tier": .string(tier), "point": .string(Sample.id("1/1").description)]
                input.evidence.append(Sample.item(9, .prune, ago: 30, ["deleted": [deleted]]))
            }
        }
        #expect(pruned(from: "nas")?.status == .pass)
        #expect(pruned(from: "disk")?.status == .fail)
        let away = Sample.control("points.present") { $0.tiers.removeLast() }
        #expect(away?.reason == "All of 8 points that evidence says were held are there or were pruned.")
        #expect(Sample.control("points.present") { $0.evidence = [] }?.status == .notApplicable)
    }

    @Test("a checkpoint that cannot be used fails")
    func usable() {
        #expect(Sample.control("points.usable")?.status == .pass)
        let none = Sample.control("points.usable") { input in
            input.tiers = [Sample.tier("disk", [Sample.point(1, 1, ago: 60) { $0.training = .null }])]
        }
        #expect(none?.status == .notApplicable)
        let bad = Sample.control("points.usable") { input in
            let point = Sample.point(1, 3, ago: 60) { $0.training = ["verdict": "UNUSABLE"] }
            input.tiers[0] = Sample.tier("disk", [point] + Sample.points)
        }
        #expect(bad?.reason == "The checkpoint is unusable in the newest point of runs/exp1 in disk.")
    }
}
