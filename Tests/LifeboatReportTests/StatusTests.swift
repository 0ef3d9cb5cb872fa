internal import LifeboatCore
internal import LifeboatRecovery
internal import LifeboatVault
internal import Testing

@testable internal import LifeboatReport

@Suite("Status")
struct StatusTests {
    @Test("a row for each experiment, a cell for each tier, in the policy's order")
    func rows() {
        let table = StatusTable(Sample.input)
        #expect(table.rows.map(\.experiment) == Sample.experiments)
        #expect(table.rows.allSatisfy { $0.cells.map(\.tier) == Sample.tierNames })
        let cell = table.rows[0].cells[0]
        #expect(cell.point == Sample.id("1/2"))
        #expect(cell.ageSeconds == 600)
        #expect(cell.points == 2)
        #expect((cell.epoch, cell.epochs, cell.epochsBehind) == (19, 100, 0))
        #expect((cell.state, cell.verdict) == ("complete", "RESUMABLE"))
        #expect(table.tiers[0].lastDrillAgeSeconds == 10_800)
    }

    @Test("a tier is behind the most advanced one, and behind the source where its epoch is known")
    func behind() {
        let late = Sample.changed { $0.tiers[1] = Sample.tier("nas", [Sample.points[1], Sample.points[3]]) }
        #expect(StatusTable(late).rows[0].cells.map(\.epochsBehind) == [0, 10, 0])
        let ahead = Sample.changed { input in
            let state = ExperimentState(
                name: "runs/exp1",
                origin: Sample.origin(1),
                run: nil,
                entries: [],
                epoch: 24
            )
            input.sources = [SourceState(source: "runs", experiments: [state])]
        }
        #expect(StatusTable(ahead).rows[0].cells.map(\.epochsBehind) == [5, 5, 5])
    }

    @Test("a finished training, whose epoch was stripped, is not behind")
    func finished() {
        let point = Sample.point(1, 3, ago: 5) { $0.training = ["verdict": "INFERENCE_ONLY", "epoch": -1] }
        let table = StatusTable(Sample.changed { $0.tiers[0] = Sample.tier("disk", [point]) })
        #expect(table.rows[0].cells[0].epoch == nil)
        #expect(table.rows[0].cells[0].epochsBehind == nil)
    }

    @Test("a run is found by its identity, then by its directory on this host")
    func identity() {
        func presence(_ state: ExperimentState) -> [ExperimentPresence] {
            StatusTable(
                Sample.changed { $0.sources = [SourceState(source: "runs", experiments: [state])] }
            ).rows.map(\.presence)
        }
        let entries = Sample.entries
        let moved = Origin(path: "/elsewhere", inode: 9, birth: nil)
        #expect(
            presence(ExperimentState(name: "runs/a", origin: moved, run: Sample.run(1), entries: entries))
                == [.present, .gone]
        )
        #expect(
            presence(ExperimentState(name: "runs/a", origin: Sample.origin(1), run: nil, entries: entries))
                == [.present, .gone]
        )
        // A new directory under an old name is a new run, which no tier holds.
        #expect(
            presence(ExperimentState(name: "runs/exp1", origin: moved, run: nil, entries: entries))
                == [.present, .gone, .gone]
        )
    }

    @Test("points of another host have a row and do not count")
    func elsewhere() {
        let table = StatusTable(
            Sample.changed { input in
                let other = Sample.point(3, 1, ago: 50, name: "runs/exp1", host: "gpu-8")
                input.tiers[0] = Sample.tier("disk", [other] + Sample.points)
            }
        )
        #expect(table.rows.map(\.host) == ["gpu-7", "gpu-8", "gpu-7"])
        #expect(table.rows[1].presence == .elsewhere)
        #expect(table.tiers[0].exposure.seconds == 0)
        #expect(table.text().contains("runs/exp1@gpu-8"))
    }

    @Test("an experiment that was never protected has a row, and is exposed")
    func unprotected() {
        let table = StatusTable(Sample.changed { $0.tiers = Sample.tierNames.map { Sample.tier($0, []) } })
        #expect(table.rows.map(\.presence) == [.present, .present])
        #expect(table.rows[0].cells[0].point == nil)
        #expect(table.tiers[0].exposure.seconds == 90_000)
        #expect(table.tiers[0].mostExposed == "runs/exp1")
    }

    @Test("the exposure of a tier is that of its worst experiment")
    func worst() {
        let table = StatusTable(
            Sample.changed { input in
                let new = ExperimentState(
                    name: "runs/exp3",
                    origin: Sample.origin(3),
                    run: nil,
                    entries: [Sample.entry(changed: 70, birth: 80)]
                )
                input.sources = [SourceState(source: "runs", experiments: Sample.states + [new])]
            }
        )
        #expect(table.tiers.map(\.exposure.seconds) == [80, 80, 80])
        #expect(table.tiers[0].mostExposed == "runs/exp3")
    }

    @Test("a source that cannot be read and of which nothing is held has no bound")
    func unknown() {
        let table = StatusTable(
            Sample.changed { input in
                let failure = Finding("source.unreadable", .error, path: "/mnt/ssd/runs", "is away")
                input.sources = [SourceState(source: "runs", experiments: [], failure: failure)]
                input.tiers = Sample.tierNames.map { Sample.tier($0, []) }
            }
        )
        #expect(table.tiers[0].exposure.seconds == nil)
        #expect(table.tiers[0].isRPOMet == false)
    }

    @Test("one source that cannot be read counts, though another one can")
    func twoSources() {
        let table = StatusTable(
            Sample.changed { input in
                let failure = Finding("source.unreadable", .error, path: "/mnt/b", "is away")
                input.sources.append(SourceState(source: "b", experiments: [], failure: failure))
                input.tiers[0] = Sample.tier(
                    "disk",
                    Sample.points + [Sample.point(3, 1, ago: 70, name: "b/x") { $0.source = "b" }]
                )
            }
        )
        #expect(table.tiers[0].exposure.seconds == 70)
        #expect(table.tiers[1].exposure.seconds == nil)
    }
}
