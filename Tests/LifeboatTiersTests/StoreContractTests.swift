import LifeboatTestSupport
import LifeboatTiers
import Testing

@Suite("Store contract")
struct StoreContractTests {
    @Test("a store in memory", arguments: StoreContract.checks)
    func memory(_ check: StoreContract.Check) throws { try check.run(MemoryStore()) }

    @Test("a store in a directory", arguments: StoreContract.checks)
    func directory(_ check: StoreContract.Check) throws {
        try withScratchDirectory { path in try check.run(DirectoryStore.make("\(path)/made/by/the/store")) }
    }

    @Test("a faulty store without faults", arguments: StoreContract.checks)
    func faultless(_ check: StoreContract.Check) throws { try check.run(FaultyStore(MemoryStore())) }
}
