import Glibc
import LifeboatCheckpoint
import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Synchronization
import Testing

@testable import LifeboatRecovery

@Suite("Torn checkpoints")
struct TornTests {
    private static func verdicts(_ point: Point) -> [String?] {
        point.manifest.checkpoints.map { $0["integrity"]?.stringValue }
    }

    @Test("a torn checkpoint is left out and said, the rest is held, and earlier points stay whole")
    func torn() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try Fixture.makeRun(files, "exp")
            try scene.protect()
            let good = try scene.newest()
            #expect(good.manifest.state == .complete && good.manifest.layout == "ultralytics")
            #expect(good.manifest.training["verdict"] == "RESUMABLE")
            let whole = try files.bytes("exp/weights/last.pt")
            try files.overwrite("exp/weights/last.pt", Array(whole.dropLast(1000)))
            let result = try scene.protect()
            #expect(!result.isGood && result.findings.map(\.code) == ["capture.torn"])
            #expect(result.findings.first?.path == "src/exp/weights/last.pt")
            let torn = try scene.newest()
            #expect(torn.manifest.state == .incomplete && torn.manifest.sequence == 2)
            #expect(try scene.tree(torn).entry(FileName("weights/last.pt")) == nil)
            #expect(try scene.tree(torn).entry(FileName("weights/best.pt")) != nil)
            #expect(try scene.protect().tiers[0].held.map(\.isNew) == [false])
            try files.overwrite("exp/weights/last.pt", whole)
            #expect(try scene.protect().isGood)
            #expect(try scene.newest().manifest.state == .complete)
            #expect(try scene.damage().isEmpty)
        }
    }

    @Test("a checkpoint that is not whole yet is read again until it is")
    func retried() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try Fixture.makeRun(files, "exp")
            let whole = try files.bytes("exp/weights/last.pt")
            try files.overwrite("exp/weights/last.pt", Array(whole.prefix(700_000)))
            let source = scene.source
            scene.clock = FinishingClock {
                try? Files(source).overwrite("exp/weights/last.pt", whole)
            }
            let result = try scene.protect()
            #expect(result.isGood)
            #expect(try scene.newest().manifest.state == .complete)
            #expect(try scene.tree(scene.newest()).entry(FileName("weights/last.pt"))?.size == whole.count)
        }
    }

    @Test(
        "no point ever holds a torn checkpoint, while a trainer rewrites it in place",
        .timeLimit(.minutes(5))
    )
    func stress() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try Fixture.makeRun(files, "exp")
            scene.clock = SystemClock()
            scene.settings.waitSeconds = 0.05
            let versions = try ["live/weights/epoch0.pt", "live/weights/epoch2.pt", "live/weights/last.pt"]
                .map(Fixture.bytes)
            let allowed = Set(versions.map { Hasher256.digest(of: $0) })
            let isOver = Atomic<Bool>(false)
            let path = scene.source
            let scene = scene
            // One of the two writes until the other has protected often enough.
            _ = try Workers(width: 2).map(2) { job in
                if job == 0 {
                    defer { isOver.store(true, ordering: .relaxed) }
                    for _ in 0..<25 { _ = try scene.protect() }
                } else {
                    var round = 0
                    while !isOver.load(ordering: .relaxed) {
                        let bytes = versions[round % versions.count]
                        // As Python opens it: a reader's lease holds such a writer up for a moment.
                        let number = open("\(path)/exp/weights/last.pt", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
                        guard number >= 0 else { throw LifeboatError(.failed, "cannot open: \(errno)") }
                        defer { close(number) }
                        // In steps, as a buffered writer does.
                        for start in stride(from: 0, to: bytes.count, by: 200_000) {
                            let part = Array(bytes[start..<min(start + 200_000, bytes.count)])
                            _ = part.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
                            if round.isMultiple(of: 3) { Pause.seconds(0.002) }
                        }
                        round += 1
                        Pause.seconds(0.01)
                    }
                }
            }
            let points = try scene.points()
            #expect(!points.isEmpty)
            let vault = try scene.vault()
            for point in points {
                let tree = try scene.tree(point)
                #expect(!Self.verdicts(point).contains("corrupt"))
                guard let entry = tree.entry(FileName("weights/last.pt")) else {
                    #expect(point.manifest.state == .incomplete)
                    continue
                }
                var hasher = Hasher256()
                for piece in entry.pieces { hasher.update(try vault.bytes(piece, of: tree)) }
                #expect(allowed.contains(hasher.finish()))
            }
            #expect(try scene.damage().isEmpty)
        }
    }

    @Test("a table of results is never older in a point than the checkpoint of its row")
    func resultsBesideCheckpoint() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try Fixture.makeRun(files, "exp")
            try files.put("exp/weights/last.pt", Fixture.bytes("live/weights/epoch0.pt"))
            try files.put("exp/results.csv", "epoch,loss\n1,0.5\n2,0.4\n")
            try scene.protect()
            // The table stays as it is until the walk is over; then an epoch ends.
            try files.overwrite("exp/weights/last.pt", Fixture.bytes("live/weights/epoch2.pt"))
            let source = scene.source
            let calls = Calls()
            scene.wrap = { store in
                FaultyStore(store) { call in
                    guard call.method == .put, call.key.hasPrefix("objects/"), calls.all.isEmpty else {
                        return nil
                    }
                    calls.note(call.key)
                    try? Files(source).append("exp/results.csv", "3,0.3\n")
                    return nil
                }
            }
            #expect(try scene.protect().isGood)
            #expect(calls.all.count == 1)
            let point = try scene.newest()
            #expect(point.manifest.training["epoch"] == 2)
            #expect(try scene.text("results.csv", in: point) == "epoch,loss\n1,0.5\n2,0.4\n3,0.3\n")
            #expect(point.manifest.groups.first?["files"] == ["weights/last.pt", "results.csv", "args.yaml"])
        }
    }

    @Test("a long checkpoint is taken in pieces and judged from its copy")
    func long() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            // No archive by its end, so that only its pieces and no checksum speak for it.
            let bytes = Bytes.make(40_000_000)
            try files.put("model.pt", bytes)
            #expect(try scene.protect().isGood)
            let entry = try #require(try scene.tree(scene.newest()).entry(FileName("model.pt")))
            #expect(entry.pieces.map(\.length) == [16_777_216, 16_777_216, 40_000_000 - 33_554_432])
            #expect(Self.verdicts(try scene.newest()) == ["unverifiable"])
            try scene.restore()
            #expect(try Files(scene.target).bytes("model.pt") == bytes)
        }
    }
}

/// A clock of the moment whose first look back at a file's age finishes the file.
private final class FinishingClock: WallClock {
    private let looks = Atomic<Int>(0)
    private let finish: @Sendable () -> Void

    init(_ finish: @escaping @Sendable () -> Void) { self.finish = finish }

    func now() -> Timestamp {
        // The first two looks date the vault and the survey.
        if looks.wrappingAdd(1, ordering: .relaxed).oldValue == 2 { finish() }
        return SystemClock().now()
    }
}
