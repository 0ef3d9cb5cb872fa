import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatDrill

@Suite("A drill of a tier that is damaged")
struct DamageTests {
    /// Drills after `damage` and expects exactly these errors.
    private func expect(
        _ codes: Set<String>,
        depth: DrillDepth = .structure,
        of tier: String = "near",
        _ damage: (Scene, Vault) throws -> Void
    ) throws {
        try Scene.withRun { scene in
            try damage(scene, scene.vault(tier))
            let drill = try scene.drill(scene.request(tier, depth: depth))
            #expect(drill.errors == codes, "\(drill.findings)")
            #expect(drill.verdict == .failed)
        }
    }

    private func run(_ vault: Vault) throws -> Point {
        guard let point = try vault.points(of: "runs/exp1").first else {
            throw LifeboatError(.failed, "there is no point")
        }
        return point
    }

    @Test("One flipped bit in an object of a checkpoint")
    func flippedBit() throws {
        try expect(["drill.object-corrupt", "drill.restore-failed"]) { _, vault in
            try vault.flipBit(vault.keys(of: "weights/last.pt", in: run(vault))[0])
        }
    }

    @Test("One flipped bit in the padding of a bundle, which no restore reads")
    func flippedPadding() throws {
        try expect(["drill.object-corrupt"]) { _, vault in
            let point = try #require(vault.points(of: "runs").first)
            let key = try vault.keys(of: "odd/notes.txt", in: point)[0]
            var bytes = try vault.store.get(key, limit: 1 << 20)
            bytes[bytes.count - 1] ^= 1
            try vault.store.put(key, bytes, .replacing)
        }
    }

    @Test("A deleted object, found at the depth of bytes too", arguments: [DrillDepth.bytes, .structure])
    func deletedObject(depth: DrillDepth) throws {
        try expect(["drill.object-missing", "drill.restore-failed"], depth: depth, of: "far") { _, vault in
            let key = try vault.keys(of: "weights/best.pt", in: run(vault))[0]
            try vault.store.delete(key, unlessWrittenSince: nil)
        }
    }

    @Test("A deleted listing")
    func deletedListing() throws {
        try expect(["drill.object-missing", "drill.restore-failed", "drill.listing-unreadable"]) { _, vault in
            let listing = try run(vault).manifest.listings[0]
            try vault.store.delete(VaultFormat.objectKey(listing.name), unlessWrittenSince: nil)
        }
    }

    @Test("Two objects that changed places")
    func swappedObjects() throws {
        try expect(["drill.object-corrupt", "drill.restore-failed"]) { _, vault in
            let point = try run(vault)
            let last = try vault.keys(of: "weights/last.pt", in: point)[0]
            let other = try vault.keys(of: "weights/epoch2.pt", in: point)[0]
            #expect(last != other)
            try vault.swap(last, other)
        }
    }

    @Test("A manifest that was cut off")
    func cutManifest() throws {
        try expect(["vault.manifest-unreadable"]) { _, vault in try vault.cut(run(vault).reference.key) }
    }

    @Test("A vault without a marker, and no vault at all")
    func noVault() throws {
        try expect(["drill.tier-unreachable"]) { _, vault in
            try vault.store.delete(VaultFormat.markerKey, unlessWrittenSince: nil)
        }
        try expect(["drill.tier-unreachable"]) { _, vault in
            try vault.directory.removeContents()
            try Directory(String(vault.address.dropLast("/near".count))).removeDirectory(FileName("near"))
        }
    }

    @Test("A tier that holds nothing")
    func emptyTier() throws {
        try expect(["drill.tier-empty"]) { _, vault in
            try vault.directory.directory(FileName("points")).removeContents()
        }
    }

    @Test("A manifest that says something else of a checkpoint than the file does")
    func changedVerdict() throws {
        try expect(["drill.verdict-changed"]) { _, vault in
            try vault.replace(run(vault)) { manifest in
                manifest.checkpoints = manifest.checkpoints.map {
                    $0["path"] == "weights/last.pt" ? $0.with("epoch", 6) : $0
                }
            }
        }
        try Scene.withRun { scene in
            let vault = try scene.vault("near")
            try vault.replace(run(vault)) { $0.checkpoints = [] }
            let drill = try scene.drill(scene.request(depth: .bytes))
            #expect(drill.verdict == .passed, "the depth of bytes does not look into checkpoints")
            let deeper = try scene.drill(scene.request())
            #expect(deeper.findings.contains { $0.code == "drill.checkpoint-unlisted" })
        }
    }

    @Test("A checkpoint that was damaged before it was stored, behind digests that fit")
    func corruptCheckpoint() throws {
        try expect(["drill.checkpoint-corrupt", "drill.verdict-changed"]) { _, vault in
            let point = try run(vault)
            var tree = try vault.tree(of: point.manifest)
            let name = FileName("weights/last.pt")
            let index = try #require(tree.entries.firstIndex { $0.name == name })
            var bytes = try tree.entries[index].pieces.flatMap { try vault.bytes($0, of: tree) }
            bytes[bytes.count / 2] ^= 1
            let writer = try ObjectWriter(vault)
            let object = try writer.store(bytes)
            let piece = Piece(
                object: tree.index(of: object),
                offset: 0,
                length: bytes.count,
                digest: object.plain,
                isWhole: true
            )
            tree.entries[index] = tree.entries[index].with(
                content: .file(size: bytes.count, isSparse: false, pieces: [piece])
            )
            let listings = try TreeWriter.write(tree, with: writer)
            try vault.replace(point) { $0.listings = listings }
        }
    }

    @Test("A run without the arguments that its trainer needs")
    func missingArguments() throws {
        try withScratchDirectory { root in
            let scene = try Scene(root)
            try scene.addRun("live", as: "exp1")
            try Directory(scene.source).removeFile(FileName("exp1/results.csv"))
            try scene.protect()
            let drill = try scene.drill(scene.request())
            #expect(drill.errors == ["drill.run-file-missing"])
        }
    }

    @Test("A manifest deleted out of the middle, unless a prune explains it")
    func missingPoint() throws {
        try Scene.withRun { scene in
            for epoch in 1...2 {
                try scene.write("exp1/notes.txt", "\(epoch)")
                try scene.protect()
            }
            let vault = try scene.vault("near")
            let points = try vault.points(of: "runs/exp1")
            #expect(points.map(\.manifest.sequence) == [3, 2, 1])
            try vault.store.delete(points[1].reference.key, unlessWrittenSince: nil)
            var request = scene.request()
            #expect(try scene.drill(request).errors == ["drill.point-missing"])
            request.expectations = DrillExpectations(experiments: [], absent: [points[1].id])
            #expect(try scene.drill(request).verdict == .passed)
        }
    }

    @Test("An experiment that another tier has, and the newest point that evidence knows")
    func missingExperiment() throws {
        try Scene.withRun { scene in
            let vault = try scene.vault("far")
            let point = try run(vault)
            var request = scene.request("far")
            let expected = ExpectedExperiment(
                run: point.manifest.run,
                experiment: "runs/exp1",
                newestSequence: 2
            )
            request.expectations = DrillExpectations(experiments: [expected], absent: [])
            let behind = try scene.drill(request)
            #expect(behind.verdict == .passed)
            #expect(behind.findings.contains { $0.code == "drill.tier-behind" })
            try vault.store.delete(point.reference.key, unlessWrittenSince: nil)
            #expect(try scene.drill(request).errors == ["drill.experiment-missing"])
        }
    }
}
