import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@Suite("Object Lock")
struct S3LockTests {
    private static let start = Timestamp(milliseconds: 4_000_000_000_000)

    /// A store in a bucket with Object Lock, and the clock that its locks follow.
    private struct Place {
        let stand: S3Stand
        let clock = ManualClock(S3LockTests.start)
        let store: S3Store

        init(_ rule: S3LockRule?, keeping: TestBucket.Keeping = .locks) throws {
            stand = try S3Stand(SeaweedServer.shared(), keeping: keeping)
            let address = try S3Address("s3://\(stand.bucket.name)/v")
            store = S3Store(address, client: stand.client, lock: rule, clock: clock)
        }
    }

    @Test func whatIsPutIsLocked() throws {
        let place = try Place(S3LockRule(.governance, seconds: 1000))
        #expect(place.store.locksObjects)
        try place.store.put("objects/aa/x", [1], .ifAbsent)
        try place.store.put("gc/1.json", [2], .ifAbsent)
        let told = try place.stand.bucket.call("get_object_retention", ["Key": "v/objects/aa/x"])
        #expect(told["Retention"]?["Mode"] == "GOVERNANCE")
        let lock = try #require(try place.store.lock(of: "objects/aa/x"))
        #expect(lock.until == Self.start.adding(seconds: 1100) && !lock.isCompliance && !lock.isHeld)
        #expect(try place.store.lock(of: "gc/1.json") == nil && place.store.lock(of: "none") == nil)
        let version = try #require(try place.stand.client.head("v/objects/aa/x").versionID)
        #expect(throws: S3Error.self) { try place.stand.client.delete("v/objects/aa/x", version: version) }
    }

    @Test func aLockIsExtendedOnlyWhereTooLittleIsLeft() throws {
        let place = try Place(S3LockRule(.governance, seconds: 1000))
        try place.store.put("k", [1], .ifAbsent)
        place.clock.advance(seconds: 90)
        #expect(try !place.store.extendLock(of: "k"))
        #expect(try place.store.lock(of: "k")?.until == Self.start.adding(seconds: 1100))
        place.clock.advance(seconds: 20)
        #expect(try place.store.extendLock(of: "k"))
        #expect(try place.store.lock(of: "k")?.until == Self.start.adding(seconds: 110 + 1100))
        #expect(throws: LifeboatError.self) { try place.store.extendLock(of: "none") }
    }

    @Test func whatHadNoLockGetsOneAndAStricterOneStays() throws {
        let place = try Place(S3LockRule(.governance, seconds: 1000))
        try place.stand.put("v/bare", "x")
        #expect(try place.store.lock(of: "bare") == nil)
        #expect(try place.store.extendLock(of: "bare"))
        #expect(try place.store.lock(of: "bare")?.isCompliance == false)
        try place.stand.put("v/strict", "x")
        let soon = Self.start.adding(seconds: 5)
        try place.stand.client.setRetention("v/strict", S3Retention(.compliance, until: soon))
        #expect(try place.store.extendLock(of: "strict"))
        let lock = try #require(try place.store.lock(of: "strict"))
        #expect(lock.isCompliance && lock.until == Self.start.adding(seconds: 1100))
    }

    @Test func aLegalHoldIsRead() throws {
        let place = try Place(nil)
        try place.store.put("k", [1], .ifAbsent)
        #expect(try !place.store.locksObjects && !place.store.extendLock(of: "k"))
        #expect(try place.store.lock(of: "k") == nil)
        try place.stand.client.setLegalHold("v/k", true)
        #expect(try place.store.lock(of: "k") == StoredLock(until: nil, isHeld: true))
        try place.stand.client.setLegalHold("v/k", false)
    }

    @Test func aBucketWithoutLockRefusesAndTellsNone() throws {
        let locking = try Place(S3LockRule(.governance, seconds: 1000), keeping: .nothing)
        #expect(throws: LifeboatError.self) { try locking.store.put("k", [1], .ifAbsent) }
        let plain = try Place(nil, keeping: .nothing)
        try plain.store.put("k", [1], .ifAbsent)
        #expect(try plain.store.lock(of: "k") == nil)
    }
}
