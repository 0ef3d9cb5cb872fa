import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@Suite("What a store does is found out")
struct S3ProbeTests {
    private func probe(
        _ server: any ObjectServer,
        _ keeping: TestBucket.Keeping = .nothing,
        as role: ServerRole = .admin
    ) throws -> StoreAbilities {
        let stand = try S3Stand(server, keeping: keeping, as: role)
        let store = try stand.store()
        let abilities = try #require(try store.probe())
        // Once more: what it left behind does not change the answers, and is in no listing.
        #expect(try store.probe() == abilities)
        #expect(try store.list("").isEmpty && store.hidden("").isEmpty)
        if abilities.deletion == true { #expect(try stand.bucket.keys() == []) }
        return abilities
    }

    @Test func aFullStoreSaysYes() throws {
        let plain = try probe(SeaweedServer.shared())
        #expect(plain.conditionalWrites == true && plain.checksums == true && plain.deletion == true)
        #expect(plain.versioning == .off && plain.objectLock == .init(isEnabled: false))
        let versions = try probe(SeaweedServer.shared(), .versions)
        #expect(versions.versioning == .enabled && versions.versionListing == true)
        let locks = try probe(SeaweedServer.shared(), .locks)
        #expect(locks.objectLock == .init(isEnabled: true))
    }

    @Test func theBucketsOwnLockIsTold() throws {
        let stand = try S3Stand(SeaweedServer.shared(), keeping: .locks)
        let rule: JSON = ["Mode": "GOVERNANCE", "Days": 3]
        try stand.bucket.call(
            "put_object_lock_configuration",
            [
                "ObjectLockConfiguration": [
                    "ObjectLockEnabled": "Enabled", "Rule": ["DefaultRetention": rule],
                ]
            ]
        )
        let abilities = try #require(try stand.store().probe())
        #expect(abilities.objectLock == .init(isEnabled: true, mode: "governance", days: 3))
    }

    @Test func credentialsThatMayNotDeleteAreFoundOut() throws {
        let abilities = try probe(SeaweedServer.shared(), .versions, as: .writer)
        #expect(abilities.deletion == false)
        #expect(abilities.conditionalWrites == true && abilities.versionListing == true)
    }

    @Test func aPoorStoreSaysNo() throws {
        let rclone = try probe(RcloneServer.shared())
        #expect(rclone.conditionalWrites == false && rclone.checksums == false)
        #expect(rclone.versioning != .enabled && rclone.objectLock?.isEnabled != true)
        #expect(rclone.deletion == true)
        #expect(try probe(MotoServer.shared()).checksums == false)
    }

    @Test func aStoreThatCannotBeWrittenIsAnError() throws {
        let stand = try S3Stand(SeaweedServer.shared(), as: .reader)
        let error = #expect(throws: LifeboatError.self) { try stand.store().probe() }
        #expect(error?.hint?.contains("s3:PutObject") == true)
        #expect(try MemoryStore().probe() == nil)
    }
}
