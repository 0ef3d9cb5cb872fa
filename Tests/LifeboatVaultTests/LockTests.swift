import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatVault

@Suite("Publishing locks what a point needs")
struct LockTests {
    @Test("what is reused is locked anew before the point is published, and nothing else")
    func extended() throws {
        let stand = try S3Stand(SeaweedServer.shared(), keeping: .locks)
        let start = Timestamp(milliseconds: 4_000_000_000_000)
        let clock = ManualClock(start)
        let store = S3Store(
            try S3Address("s3://\(stand.bucket.name)/v"),
            client: stand.client,
            lock: S3LockRule(.governance, seconds: 1000),
            clock: clock
        )
        let vault = try Vault(making: store, set: "s", at: start)
        let first = try publish(["a": "reused", "b": "given up"], vault, 1)
        clock.advance(seconds: 500)
        let second = try publish(["a": "reused", "c": "new"], vault, 2)
        let long = start.adding(seconds: 500 + 1100)
        for object in try vault.tree(of: second.manifest).objects + second.manifest.listings {
            let lock = try store.lock(of: VaultFormat.objectKey(object.name))
            #expect(lock?.until == long)
        }
        #expect(try store.lock(of: second.reference.key)?.until == long)
        let short = start.adding(seconds: 1100)
        let givenUp = VaultFormat.objectKey(Hasher256.digest(of: "given up"))
        #expect(try store.lock(of: givenUp)?.until == short)
        #expect(try store.lock(of: first.reference.key)?.until == short)
    }

    private func publish(_ files: [String: String], _ vault: Vault, _ sequence: Int) throws -> Point {
        let writer = try ObjectWriter(vault)
        let tree = try VaultFixture.tree(files, with: writer)
        var manifest = Sample.manifest(sequence: sequence, created: VaultFixture.start)
        manifest.listings = try TreeWriter.write(tree, with: writer)
        manifest.files = tree.files
        manifest.bytes = tree.bytes
        return try vault.point(writer.publish(manifest, objects: manifest.listings + tree.objects))
    }
}
