import LifeboatTestSupport
import LifeboatTiers
import Testing

@Suite("Store contract")
struct StoreContractTests {
    @Test("a store in memory", arguments: StoreContract.checks)
    func memory(_ check: StoreContract.Check) throws { try check.run(MemoryStore()) }

    @Test("a store in memory with versions", arguments: StoreContract.checks)
    func versions(_ check: StoreContract.Check) throws { try check.run(VersionedStore()) }

    @Test("a store in a directory", arguments: StoreContract.checks)
    func directory(_ check: StoreContract.Check) throws {
        try withScratchDirectory { path in try check.run(DirectoryStore.make("\(path)/made/by/the/store")) }
    }

    @Test("a faulty store without faults", arguments: StoreContract.checks)
    func faultless(_ check: StoreContract.Check) throws { try check.run(FaultyStore(MemoryStore())) }

    @Test("SeaweedFS", arguments: StoreContract.checks)
    func seaweed(_ check: StoreContract.Check) throws {
        try check.run(S3Stand(SeaweedServer.shared()).store())
    }

    @Test("SeaweedFS with versions", arguments: StoreContract.checks)
    func seaweedWithVersions(_ check: StoreContract.Check) throws {
        try check.run(S3Stand(SeaweedServer.shared(), keeping: .versions).store())
    }

    /// rclone writes in place what exists, and fails when two write into a new directory: that no client can
    /// make up for.
    private static let rcloneChecks = StoreContract.checks.filter {
        !$0.description.hasPrefix("a read sees the old bytes or the new ones")
            && !$0.description.hasPrefix("threads that put, list and delete different keys")
    }

    @Test("a store that knows no conditions", arguments: rcloneChecks)
    func rclone(_ check: StoreContract.Check) throws {
        try check.run(S3Stand(RcloneServer.shared()).store())
    }

    @Test("moto", arguments: StoreContract.checks)
    func moto(_ check: StoreContract.Check) throws {
        try check.run(S3Stand(MotoServer.shared()).store())
    }
}
