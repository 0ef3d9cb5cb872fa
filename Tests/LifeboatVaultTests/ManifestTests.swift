import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatVault

@Suite("Manifest")
struct ManifestTests {
    @Test("the stored bytes are those of every earlier version")
    func golden() throws {
        let bytes = Sample.fullManifest.json.canonical
        #expect(try bytes == Golden.bytes("manifest.json"))
        #expect(try Manifest(bytes: Golden.bytes("manifest.json"), path: "p").json.canonical == bytes)
    }

    @Test("every member survives the way through the stored form")
    func roundTrip() throws {
        let manifest = Sample.fullManifest
        let read = try Manifest(bytes: manifest.json.canonical, path: "p")
        #expect(read.run == manifest.run && read.origin == manifest.origin)
        #expect(read.created == manifest.created && read.parent == manifest.parent && read.sequence == 7)
        #expect(read.state == .incomplete && read.listings == manifest.listings)
        #expect(read.files == 12 && read.bytes == 123_456_789_012 && read.excluded == 1)
        #expect(read.checkpoints == manifest.checkpoints && read.training == manifest.training)
        #expect(read.environment == manifest.environment && read.groups == manifest.groups)
        #expect(read.findings == manifest.findings)
    }

    @Test("the run directory survives it too, may be absent, and is checked")
    func root() throws {
        var manifest = Sample.manifest()
        #expect(manifest.json["root"] == nil)
        manifest.root = .entry(
            FileName(""),
            .directory,
            permissions: 0o2750,
            modified: -1,
            extended: ["user.a": [0, 255]]
        )
        let json = manifest.json
        #expect(try Manifest(bytes: json.canonical, path: "p").root == manifest.root)
        #expect(json["root"]?["path"] == nil && json["root"]?["type"] == nil)
        #expect(try Manifest(bytes: json.with("root", .null).canonical, path: "p").root == nil)
        let damages: [(String, JSON)] = [
            ("mode", -1), ("mode", 0o10000), ("uid", 4_294_967_295), ("uid", 4_294_967_296), ("mtime", "x"),
            ("inode", 5),
        ]
        for (key, value) in damages {
            let damaged = json.with("root", (json["root"] ?? .null).with(key, value))
            #expect(throws: LifeboatError.self, "\(key)") {
                try Manifest(bytes: damaged.canonical, path: "p")
            }
        }
    }

    @Test("members that later versions add are left alone")
    func additions() throws {
        let bytes = Sample.manifest().json.with("pins", ["mine"]).canonical
        #expect(try Manifest(bytes: bytes, path: "p").sequence == 1)
    }

    @Test("what this version does not understand is refused as unsupported")
    func newer() {
        let changes: [(String, JSON)] = [
            ("schema", "lifeboat.manifest/2"), ("requires", ["encryption"]), ("requires", [1]),
            ("parts", [["rank": 1]]),
        ]
        for (key, value) in changes {
            let error = #expect(throws: LifeboatError.self) {
                try Manifest(bytes: Sample.manifest().json.with(key, value).canonical, path: "p")
            }
            #expect(error?.code == .unsupported, "\(key)")
            #expect(error?.path == "p")
        }
    }

    @Test(
        "hostile or damaged members are corrupt, never a trap",
        arguments: [
            ("schema", nil), ("schema", "x"), ("schema", "lifeboat.listing/1"), ("run", "../../x"),
            ("run", 1), ("created", "soon"), ("created", 0), ("state", "fine"),
            ("sequence", 9_223_372_036_854_775_807), ("sequence", -1), ("sequence", .double(1e300)),
            ("parent", "abc"), ("parent", 5), ("origin", nil), ("origin", ["path": "/a", "inode": "x"]),
            ("tree", []), ("tree", ["listings": [], "files": -1, "bytes": 0, "excluded": 0]),
            ("tree", ["listings": [1], "files": 0, "bytes": 0, "excluded": 0]),
            (
                "tree",
                ["listings": [], "files": 0, "bytes": 9_223_372_036_854_775_807, "excluded": 0]
            ),
            ("findings", [[:]]), ("groups", nil), ("checkpoints", "none"), ("requires", nil), ("parts", nil),
        ] as [(String, JSON)]
    )
    func hostile(key: String, value: JSON) {
        let error = #expect(throws: LifeboatError.self) {
            try Manifest(bytes: Sample.fullManifest.json.with(key, value).canonical, path: "p")
        }
        #expect(error?.code == .corrupt)
        #expect(error?.path == "p")
    }

    @Test("a key that is there twice is refused, at any depth")
    func twice() {
        let text = String(decoding: Sample.fullManifest.json.canonical, as: UTF8.self)
        for (key, place) in [("sequence", "{"), ("files", "\"tree\":{")] {
            let range = text.firstRange(of: place)
            #expect(range != nil)
            let changed = text.replacing(place, with: "\(place)\"\(key)\":1,", maxReplacements: 1)
            let error = #expect(throws: LifeboatError.self) {
                try Manifest(bytes: Array(changed.utf8), path: "p")
            }
            #expect(error?.code == .corrupt && error?.path == "p")
            #expect(error?.message.contains("key \"\(key)\" is there twice") == true)
        }
    }

    @Test("every cut and every flipped byte is an error or a manifest, never a trap")
    func mutations() throws {
        let bytes = Sample.fullManifest.json.canonical
        var random = SeededGenerator(seed: 3)
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: LifeboatError.self) { try Manifest(bytes: Array(bytes[..<length]), path: "p") }
        }
        for _ in 0..<2000 {
            var changed = bytes
            for _ in 0...2 {
                changed[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                    in: 32...126,
                    using: &random
                )
            }
            _ = try? Manifest(bytes: changed, path: "p")
        }
    }

    @Test("references to objects out of bounds are corrupt")
    func references() {
        let name = JSON.string(Hasher256.digest(of: "x").hex)
        let bad: [JSON] = [
            ["name": name, "length": -1], ["name": name, "length": .number(VaultFormat.objectLimit + 1)],
            ["name": name, "length": 1, "storedLength": 9_223_372_036_854_775_807],
            ["name": "AB", "length": 1], ["name": name], ["name": name, "length": 1, "plain": "x"], 4,
        ]
        for json in bad {
            let error = #expect(throws: LifeboatError.self) { try ObjectReference(json: json) }
            #expect(error?.code == .corrupt)
        }
    }

    @Test("a reference that is not plain keeps all five of its members")
    func encrypted() throws {
        let json: JSON = [
            "name": .string(Hasher256.digest(of: "a").hex), "plain": .string(Hasher256.digest(of: "b").hex),
            "stored": .string(Hasher256.digest(of: "c").hex), "length": 10, "storedLength": 26,
        ]
        #expect(try ObjectReference(sealed: json).json == json)
    }

    @Test("without encryption a reference whose digests or lengths differ is refused, as a writer refuses it")
    func contradiction() throws {
        let name = JSON.string(Hasher256.digest(of: "a").hex)
        let other = JSON.string(Hasher256.digest(of: "b").hex)
        let plain: JSON = ["name": name, "plain": name, "stored": name, "length": 10, "storedLength": 10]
        #expect(try ObjectReference(json: plain).plain == Hasher256.digest(of: "a"))
        for (key, value) in [("plain", other), ("stored", other), ("storedLength", 26)] as [(String, JSON)] {
            let error = #expect(throws: LifeboatError.self) {
                try ObjectReference(json: plain.with(key, value))
            }
            #expect(
                error?.code == .corrupt && error?.message.contains("contradicts itself") == true,
                "\(key)"
            )
            let manifest = Sample.manifest().json.with(
                "tree",
                ["listings": [plain.with(key, value)], "files": 0, "bytes": 0, "excluded": 0]
            )
            let refused = #expect(throws: LifeboatError.self) {
                try Manifest(bytes: manifest.canonical, path: "p")
            }
            #expect(refused?.code == .corrupt && refused?.path == "p", "\(key)")
        }
    }
}
