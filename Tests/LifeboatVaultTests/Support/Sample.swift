import LifeboatCore

@testable import LifeboatVault

/// Values with every field set, the same at every run.
enum Sample {
    static let run = RunID("01kas2m0c0abcdefghjkmnpqrs") ?? RunID.make(at: VaultFixture.start)

    static func object(_ name: String, _ length: Int) -> ObjectReference {
        ObjectReference(digest: Hasher256.digest(of: name), length: length)
    }

    static func manifest(sequence: Int = 1, created: Timestamp = VaultFixture.start) -> Manifest {
        Manifest(
            run: run,
            experiment: "yolo/exp1",
            source: "yolo",
            layout: "ultralytics",
            host: "node-1",
            origin: Origin(path: "/mnt/ssd/yolo/exp1", inode: .max, birth: 1_795_445_999_123_456_789),
            created: created,
            parent: nil,
            sequence: sequence
        )
    }

    /// A manifest with something in every member.
    static var fullManifest: Manifest {
        var manifest = manifest(sequence: 7)
        manifest.parent = PointID(Hasher256.digest(of: "parent"))
        manifest.state = .incomplete
        manifest.listings = [object("first listing", 1000), object("second listing", 33)]
        (manifest.files, manifest.bytes, manifest.excluded) = (12, 123_456_789_012, 1)
        manifest.checkpoints = [["path": "weights/last.pt", "epoch": 4, "fitness": .double(0.25)]]
        manifest.training = ["verdict": "RESUMABLE", "epoch": 4, "epochs": 100]
        manifest.environment = ["schema": "lifeboat.environment/1", "gpus": []]
        manifest.groups = [["name": "save", "epoch": 4, "files": ["weights/last.pt", "results.csv"]]]
        manifest.findings = [
            Finding("capture.torn", .error, path: "weights/best.pt", "left out: \"torn\"\n", hint: "Wait.")
        ]
        return manifest
    }

    /// A tree with every kind of entry and of name.
    static var fullTree: Tree {
        var tree = Tree()
        let bundle = object("bundle", 4096)
        let big = [object("big 1", 16_777_216), object("big 2", 5)]
        let index = tree.index(of: bundle)
        let inBundle = Piece(
            object: index,
            offset: 512,
            length: 20,
            digest: Hasher256.digest(of: "args"),
            isWhole: false
        )
        let whole = big.map { Piece.whole($0, &tree) }
        tree.entries = [
            .file("args.yaml", size: 20, [inBundle], extended: ["user.origin": [0, 255, 16]]),
            .entry(FileName("empty"), .file(size: 0, isSparse: false, pieces: [])),
            .entry(FileName("latest"), .link(target: Array("weights/last.pt".utf8))),
            .entry(FileName("line\nbreak\u{1}\"é"), .directory),
            .entry(FileName("pipe"), .excluded(reason: "a pipe has no content to hold")),
            .entry(FileName("weights"), .directory),
            .entry(
                FileName("weights/last.pt"),
                .file(size: 16_777_221, isSparse: true, pieces: whole)
            ),
            .entry(FileName(bytes: [0x77, 0xFF, 0x2E, 0x70, 0x74]), .link(target: [0xFE, 0x2F])),
        ]
        return tree
    }
}

extension RunID {
    fileprivate static func make(at time: Timestamp) -> RunID {
        var random = SeededGenerator(seed: 1)
        return make(at: time, using: &random)
    }
}

extension Entry {
    static func entry(
        _ name: FileName,
        _ content: EntryContent,
        permissions: UInt32 = 0o644,
        modified: Int64 = 1_795_445_000_123_456_789,
        extended: [String: [UInt8]] = [:]
    ) -> Entry {
        Entry(
            name: name,
            content: content,
            permissions: permissions,
            owner: 1000,
            group: 100,
            modified: modified,
            changed: -1,
            inode: 18_446_744_073_709_551_615,
            extended: extended
        )
    }

    static func file(_ name: String, size: Int, _ pieces: [Piece], extended: [String: [UInt8]] = [:]) -> Entry
    {
        entry(FileName(name), .file(size: size, isSparse: false, pieces: pieces), extended: extended)
    }
}
