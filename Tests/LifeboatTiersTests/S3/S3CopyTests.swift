import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@Suite("Copies inside a store")
struct S3CopyTests {
    private static let bytes = Site.noise(100_000, seed: 9)

    private func copy(_ server: any ObjectServer, _ digest: Digest) throws -> (
        isCopied: Bool, there: [UInt8]?
    ) {
        let (from, to) = (try S3Stand(server), try S3Stand(server))
        let (source, target) = (try from.store(), try to.store())
        try source.put("objects/aa/x", Self.bytes, .ifAbsent)
        let isCopied = try target.copy("objects/aa/x", from: source, digest: digest, length: Self.bytes.count)
        return (isCopied, try? target.get("objects/aa/x", limit: 1 << 20))
    }

    @Test func aCopyIsProvenByTheStoresDigestOrEmptied() throws {
        let right = Hasher256.digest(of: Self.bytes)
        for server in [try SeaweedServer.shared() as any ObjectServer, try MotoServer.shared()] {
            let (isCopied, there) = try copy(server, right)
            #expect(there == (isCopied ? Self.bytes : []))
            // The source was damaged: its copy must not pass for whole by its length.
            let wrong = try copy(server, Hasher256.digest(of: "other"))
            #expect(!wrong.isCopied && wrong.there == [])
        }
        #expect(try copy(MotoServer.shared(), right).isCopied)
    }

    @Test func storesOfTwoEndpointsHaveNoWay() throws {
        let (from, to) = (try S3Stand(SeaweedServer.shared()), try S3Stand(MotoServer.shared()))
        let (source, target) = (try from.store(), try to.store())
        try source.put("k", Self.bytes, .ifAbsent)
        let digest = Hasher256.digest(of: Self.bytes)
        #expect(try !target.copy("k", from: source, digest: digest, length: Self.bytes.count))
        #expect(try !target.copy("k", from: MemoryStore(), digest: digest, length: Self.bytes.count))
        #expect(try target.list("").isEmpty)
    }

    @Test func whatIsNotThereIsNotCopied() throws {
        let (from, to) = (try S3Stand(SeaweedServer.shared()), try S3Stand(SeaweedServer.shared()))
        let digest = Hasher256.digest(of: Self.bytes)
        #expect(try !to.store().copy("k", from: from.store(), digest: digest, length: 1))
        #expect(try to.bucket.keys() == [])
    }
}
