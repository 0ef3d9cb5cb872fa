internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatRecovery
internal import LifeboatVault
internal import Testing

@Suite("Exposure of an experiment in a tier")
struct ExposureTests {
    private let now = Sample.now

    @Test("a run that is held completely has none, however old its point is")
    func held() {
        let entries = Sample.entries
        let exposure = Exposure(of: entries, held: Sample.tree(entries), confirmed: Sample.ago(9e6), now: now)
        #expect(exposure == Exposure(seconds: 0, atLeast: 0, basis: .source))
    }

    @Test("a new file is exposed since it was made, not since it was last written")
    func newFile() {
        let new = Sample.entry("results.csv", changed: 20, birth: 300)
        let exposure = Exposure(of: [new], held: Sample.tree([]), confirmed: Sample.ago(1000), now: now)
        #expect(exposure.seconds == 300)
        #expect(exposure.atLeast == 20)
        #expect(exposure.unheld == 1)
        #expect(exposure.oldest == FileName("results.csv"))
    }

    @Test("a new file that was moved here is exposed since the tier was last confirmed")
    func movedFile() {
        let moved = Sample.entry(changed: 20, birth: 5_000_000)
        let exposure = Exposure(of: [moved], held: Sample.tree([]), confirmed: Sample.ago(1000), now: now)
        #expect(exposure.seconds == 1000)
    }

    @Test("a file that is rewritten all the time is exposed since it was last held")
    func rewritten() {
        let held = Sample.entry(changed: 40_000)
        let rewritten = Sample.entry(changed: 60)
        let tree = Sample.tree([held])
        let confirmed = Exposure(of: [rewritten], held: tree, confirmed: Sample.ago(36_000), now: now)
        #expect(confirmed.seconds == 36_000)
        #expect(confirmed.atLeast == 60)
        #expect(Exposure(of: [rewritten], held: tree, confirmed: nil, now: now).seconds == 40_000)
    }

    @Test("a change is never dated later than the file system shows it")
    func lateConfirmation() {
        let exposure = Exposure(
            of: [Sample.entry(size: 2, changed: 500)],
            held: Sample.tree([Sample.entry(changed: 900)]),
            confirmed: Sample.ago(10),
            now: now
        )
        #expect(exposure.seconds == 500)
    }

    @Test("the oldest of all changes counts")
    func oldest() {
        let entries = [
            Sample.entry("a", changed: 10, birth: 10), Sample.entry("b", changed: 700, birth: 700),
            Sample.entry("c", changed: 30, birth: 30),
        ]
        let exposure = Exposure(of: entries, held: nil, confirmed: nil, now: now)
        #expect(exposure.seconds == 700)
        #expect(exposure.oldest == FileName("b"))
        #expect(exposure.unheld == 3)
        #expect(exposure.atLeast == 700)
    }

    @Test(
        "size, content time, attribute time and kind each tell a change",
        arguments: [
            ExposureEntry(name: "f", kind: .file, size: 2, modified: 10, changed: 10, birth: nil),
            ExposureEntry(name: "f", kind: .file, size: 1, modified: 11, changed: 10, birth: nil),
            ExposureEntry(name: "f", kind: .file, size: 1, modified: 10, changed: 11, birth: nil),
            ExposureEntry(name: "f", kind: .link, size: 1, modified: 10, changed: 10, birth: nil),
        ]
    )
    func differences(_ entry: ExposureEntry) {
        let held = ExposureEntry(name: "f", kind: .file, size: 1, modified: 10, changed: 10, birth: nil)
        #expect(Exposure(of: [entry], held: Sample.tree([held]), confirmed: nil, now: now).unheld == 1)
        #expect(Exposure(of: [held], held: Sample.tree([held]), confirmed: nil, now: now).unheld == 0)
    }

    @Test("what was deleted at the source, directories and pipes do not count")
    func others() {
        let tree = Sample.tree([Sample.entry("gone", changed: 100)])
        let entries = [
            Sample.entry("d", changed: 5, kind: .directory), Sample.entry("p", changed: 5, kind: .pipe),
        ]
        #expect(Exposure(of: entries, held: tree, confirmed: nil, now: now).seconds == 0)
    }

    @Test("an entry that the point says it left out is not held")
    func leftOut() {
        let entry = Sample.entry(changed: 50)
        var tree = Sample.tree([entry])
        tree.entries = tree.entries.map { $0.with(content: .excluded(reason: "torn")) }
        #expect(Exposure(of: [entry], held: tree, confirmed: nil, now: now).unheld == 1)
    }

    @Test("a lost source is exposed since the last confirmation, then the newest point, then without bound")
    func lost() {
        let confirmed = Exposure(lostWithConfirmed: Sample.ago(60), point: Sample.ago(600), now: now)
        #expect((confirmed.seconds, confirmed.basis) == (60, .lastConfirmed))
        let created = Exposure(lostWithConfirmed: nil, point: Sample.ago(600), now: now)
        #expect((created.seconds, created.basis) == (600, .newestPoint))
        let never = Exposure(lostWithConfirmed: nil, point: nil, now: now)
        #expect((never.seconds, never.basis) == (nil, .neverHeld))
    }

    @Test("no bound is worse than any")
    func worse() {
        let finite = Exposure(seconds: 1e9, atLeast: 0, basis: .source)
        let infinite = Exposure(seconds: nil, atLeast: nil, basis: .neverHeld)
        #expect(Exposure.worse(finite, infinite) == infinite)
        #expect(Exposure.worse(infinite, finite) == infinite)
    }

    @Test("hostile times end at a limit")
    func hostile() {
        for time in [Int64.min, .max] {
            let entry = ExposureEntry(
                name: "f",
                kind: .file,
                size: 1,
                modified: time,
                changed: time,
                birth: time
            )
            for confirmed in [Int64.min, .max] {
                let exposure = Exposure(
                    of: [entry],
                    held: nil,
                    confirmed: Timestamp(milliseconds: confirmed),
                    now: now
                )
                // Of what lies in the future nobody knows the age.
                #expect((exposure.seconds ?? 0) >= 0 && exposure.unheld > 0)
            }
        }
    }
}

extension ExposureEntry {
    fileprivate init(name: String, kind: FileKind, size: Int, modified: Int64, changed: Int64, birth: Int64?)
    {
        self.init(
            name: FileName(name),
            kind: kind,
            size: size,
            modified: modified,
            changed: changed,
            birth: birth
        )
    }
}
