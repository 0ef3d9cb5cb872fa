import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatVault

@Suite("Objects")
struct ObjectTests {
    private static func read(_ object: ObjectReference, in vault: Vault) throws -> String {
        String(decoding: try vault.bytes(object), as: UTF8.self)
    }

    @Test("an object is named by its content and stored once")
    func once() throws {
        let fixture = try VaultFixture()
        let writer = try ObjectWriter(fixture.vault)
        let object = try writer.store(Array("hello".utf8))
        #expect(object.name == Hasher256.digest(of: "hello") && object.length == 5)
        #expect(try writer.store(Array("hello".utf8)) == object)
        #expect(writer.stored == (5, 1))
        let next = try ObjectWriter(fixture.vault)
        #expect(next.holds(object))
        #expect(try next.store(Array("hello".utf8)) == object)
        #expect(next.stored == (0, 0))
        #expect(try fixture.store.list("objects/").map(\.key) == [VaultFormat.objectKey(object.name)])
        #expect(try Self.read(object, in: fixture.vault) == "hello")
    }

    @Test("an object of the wrong length is written again")
    func wrongSize() throws {
        let fixture = try VaultFixture()
        let object = try ObjectWriter(fixture.vault).store(Array("hello".utf8))
        try fixture.store.tamper(VaultFormat.objectKey(object.name)) { $0.removeLast() }
        let writer = try ObjectWriter(fixture.vault)
        #expect(!writer.holds(object))
        _ = try writer.store(Array("hello".utf8))
        #expect(try Self.read(object, in: fixture.vault) == "hello")
    }

    @Test("an object under another key than its own counts for nothing")
    func moved() throws {
        let fixture = try VaultFixture()
        let object = try ObjectWriter(fixture.vault).store(Array("hello".utf8))
        try fixture.store.delete(VaultFormat.objectKey(object.name), unlessWrittenSince: nil)
        try fixture.store.put("objects/zz/\(object.name)", Array("hello".utf8), .ifAbsent)
        let writer = try ObjectWriter(fixture.vault)
        #expect(!writer.holds(object))
        _ = try writer.store(Array("hello".utf8))
        #expect(try Self.read(object, in: fixture.vault) == "hello")
    }

    @Test("an object that readers would refuse is not written")
    func tooLong() throws {
        let fixture = try VaultFixture()
        let writer = try ObjectWriter(fixture.vault)
        let most = [UInt8](repeating: 0, count: VaultFormat.objectLimit)
        #expect(try fixture.vault.bytes(writer.store(most)).count == most.count)
        #expect(throws: LifeboatError.self) { try writer.store(most + [0]) }
        #expect(try fixture.store.list("objects/").count == 1)
    }

    @Test("changed, cut off and missing objects are corrupt, by whole and by piece")
    func damaged() throws {
        let fixture = try VaultFixture()
        let writer = try ObjectWriter(fixture.vault)
        var builder = BundleBuilder()
        let offset = builder.nextOffset
        builder.append(Array("member".utf8), digest: Hasher256.digest(of: "member"))
        let bundle = try writer.store(builder.finish())
        var tree = Tree()
        let piece = Piece(
            object: tree.index(of: bundle),
            offset: offset,
            length: 6,
            digest: Hasher256.digest(of: "member"),
            isWhole: false
        )
        #expect(try fixture.vault.bytes(piece, of: tree) == Array("member".utf8))
        let key = VaultFormat.objectKey(bundle.name)
        let damages: [(inout [UInt8]) -> Void] = [
            { $0[offset] ^= 1 }, { $0.removeLast($0.count - offset - 3) },
        ]
        for damage in damages {
            try fixture.store.tamper(key, damage)
            for body in [
                { _ = try fixture.vault.bytes(bundle) }, { _ = try fixture.vault.bytes(piece, of: tree) },
                { try fixture.vault.withMembers(of: bundle) { _ = try $0(piece) } },
            ] as [() throws -> Void] {
                let error = #expect(throws: LifeboatError.self) { try body() }
                #expect(error?.code == .corrupt)
            }
        }
        try fixture.store.delete(key, unlessWrittenSince: nil)
        let error = #expect(throws: LifeboatError.self) { try fixture.vault.bytes(piece, of: tree) }
        #expect(error?.code == .corrupt && error?.message.contains("missing") == true)
    }

    @Test("a reference that is shorter or longer than its object is refused, and the error names the object")
    func wrongReference() throws {
        try withScratchDirectory { path in
            let stores: [any Store] = [MemoryStore(), try DirectoryStore(path)]
            for store in stores {
                let vault = try Vault(making: store, set: "s", at: VaultFixture.start)
                let object = try ObjectWriter(vault).store(Array("hello".utf8))
                for length in [0, 4, 6, VaultFormat.objectLimit] {
                    let wrong = ObjectReference(digest: object.name, length: length)
                    let error = #expect(throws: LifeboatError.self) { try vault.bytes(wrong) }
                    #expect(error?.code == .corrupt, "\(length)")
                    #expect(error?.path?.hasSuffix(VaultFormat.objectKey(object.name)) == true)
                }
            }
        }
    }

    @Test("a bundle is a tar that the system's own tar lists and unpacks")
    func tar() throws {
        let contents = [
            "first", "", String(repeating: "x", count: 512), String(repeating: "long ", count: 999),
        ]
        var builder = BundleBuilder()
        var expected = 1024
        for text in contents {
            builder.append(Array(text.utf8), digest: Hasher256.digest(of: text))
            expected += BundleBuilder.space(for: text.utf8.count)
        }
        let bytes = builder.finish()
        #expect(bytes.count == expected)
        try withScratchDirectory { path in
            try Directory(path).write(bytes, to: FileName("b.tar"), replacing: false)
            let names = try Shell.run("tar -tf '\(path)/b.tar'")
            #expect(names == contents.map { Hasher256.digest(of: $0).hex + "\n" }.joined())
            for text in contents {
                let member = Hasher256.digest(of: text).hex
                #expect(try Shell.run("tar -xO -f '\(path)/b.tar' \(member)") == text)
            }
        }
    }

    @Test("the same files give the same bundle")
    func deterministic() {
        func bundle() -> [UInt8] {
            var builder = BundleBuilder()
            for text in ["a", "b"] { builder.append(Array(text.utf8), digest: Hasher256.digest(of: text)) }
            return builder.finish()
        }
        #expect(bundle() == bundle())
        // The format's own bytes, as every version writes them.
        let golden = "2764c76ff68740a3acc05f8093a7d636a104440acae605d0b99d93f7141f67e6"
        #expect(Hasher256.digest(of: bundle()).hex == golden)
    }
}
