import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatVault

@Suite("Strangers in a vault")
struct StrangerTests {
    /// A vault in a directory with one point, and the key of its manifest.
    private static func withVault(_ body: (DirectoryStore, String) throws -> Void) throws {
        try withScratchDirectory { scratch in
            let store = try DirectoryStore.make(scratch + "/vault")
            let vault = try Vault(making: store, set: "the-set", at: VaultFixture.start)
            let writer = try ObjectWriter(vault)
            let tree = try VaultFixture.tree(["a": "needed"], with: writer)
            var manifest = Sample.manifest(created: VaultFixture.start)
            manifest.listings = try TreeWriter.write(tree, with: writer)
            manifest.files = 1
            let reference = try writer.publish(manifest, objects: manifest.listings + tree.objects)
            try body(store, reference.key)
        }
    }

    private static func collect(_ store: DirectoryStore, dryRun: Bool = false) throws -> CollectionResult {
        var random = SeededGenerator(seed: 1)
        return try Collector(
            Vault(opening: store),
            clock: ManualClock(VaultFixture.start.adding(seconds: 1e9)),
            graceSeconds: 0
        ).run(dryRun: dryRun, cancellation: Cancellation(), using: &random)
    }

    private static func findings(_ store: DirectoryStore) throws -> [Finding] {
        try VaultCheck(
            Vault(opening: store),
            readingData: true,
            workers: Workers(width: 1),
            progress: SilentProgress(),
            cancellation: Cancellation()
        ).findings
    }

    private enum Stand: CaseIterable { case pipe, link, directory }

    private static func stand(_ stand: Stand, at key: String, in store: DirectoryStore) throws {
        switch stand {
        case .pipe: try #require(makePipe("\(store.address)/\(key)"))
        case .link: try store.root.makeLink(FileName(key), to: Array("elsewhere".utf8))
        case .directory: _ = try store.root.makeDirectory(FileName(key))
        }
    }

    @Test("where something else stands in the place of a whole part of the vault, nothing is condemned")
    func hiddenPart() throws {
        for part in ["points", "gc", "evidence"] {
            try Self.withVault { store, _ in
                if part == "points" { try FileTree("\(store.address)/points").remove() }
                try Self.stand(.pipe, at: part, in: store)
                #expect(throws: LifeboatError.self) { try Self.collect(store) }
                let paths = try Self.findings(store).filter { $0.code == "vault.stranger" }.map(\.path)
                #expect(paths == ["\(store.address)/\(part)"])
                #expect(!(try store.list("objects/").isEmpty))
            }
        }
    }

    @Test("where something else stands in the place of a manifest, nothing is condemned, and it is told")
    func hiddenManifest() throws {
        for stand in Stand.allCases {
            try Self.withVault { store, key in
                try store.delete(key, unlessWrittenSince: nil)
                try Self.stand(stand, at: key, in: store)
                let before = try store.list("")
                for dryRun in [false, true] {
                    let error = #expect(throws: LifeboatError.self) {
                        try Self.collect(store, dryRun: dryRun)
                    }
                    #expect(error?.code == .conflict && error?.path == "\(store.address)/\(key)")
                }
                #expect(try store.list("") == before)
                let told = try Self.findings(store).filter { $0.path.hasSuffix(key) }
                #expect(told.map(\.code) == ["vault.manifest-unreadable"] && told[0].severity == .error)
                #expect(try Vault(opening: store).points().findings == told)
                let reference = try #require(PointReference(key: key))
                #expect(throws: LifeboatError.self) { try Vault(opening: store).point(reference) }
            }
        }
    }

    @Test(
        "no collection while a pipe lies among manifests, records or evidence",
        arguments: ["points/pipe", "points/a b", "gc/1-1.json", "evidence/pipe", "evidence/a b"]
    )
    func strangers(_ name: String) throws {
        try Self.withVault { store, _ in
            for directory in ["gc", "evidence"] { _ = try store.root.makeDirectory(FileName(directory)) }
            try #require(makePipe("\(store.address)/\(name)"))
            let error = #expect(throws: LifeboatError.self) { try Self.collect(store) }
            #expect(error?.code == .conflict && error?.path == "\(store.address)/\(name)")
            let told = try Self.findings(store).filter { $0.code == "vault.stranger" }
            #expect(told.map(\.path) == ["\(store.address)/\(name)"] && told[0].hint.isEmpty == false)
        }
    }

    @Test("a writer does not go on over a record that it cannot read")
    func hiddenRecord() throws {
        for stand in Stand.allCases {
            try Self.withVault { store, _ in
                _ = try store.root.makeDirectory(FileName("gc"))
                try Self.stand(stand, at: "gc/1-1.json", in: store)
                let error = #expect(throws: LifeboatError.self) { try ObjectWriter(Vault(opening: store)) }
                #expect(error?.path?.hasSuffix("gc/1-1.json") == true)
            }
        }
    }

    @Test("directories that lie about, and strangers among the objects, keep nothing from being collected")
    func harmless() throws {
        try Self.withVault { store, _ in
            for name in ["points/empty", "evidence/empty", "objects/empty"] {
                _ = try store.root.makeDirectory(FileName(name))
            }
            try #require(makePipe("\(store.address)/objects/pipe"))
            try #expect(Self.collect(store).deleted == 0)
            #expect(try Self.findings(store).map(\.code) == ["vault.stranger"])
        }
    }
}
