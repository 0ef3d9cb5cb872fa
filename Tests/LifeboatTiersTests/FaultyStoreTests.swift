import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@Suite("FaultyStore")
struct FaultyStoreTests {
    @Test("fails the call that was named, once, before its effect")
    func before() throws {
        let inner = MemoryStore()
        let store = FaultyStore.failing(2, of: [.put], keys: "objects/", on: inner)
        try store.put("objects/1", [1], .ifAbsent)
        try store.put("points/1", [1], .ifAbsent)
        #expect(throws: FaultyStore.fault) { try store.put("objects/2", [1], .ifAbsent) }
        #expect(try inner.facts("objects/2") == nil)
        try store.put("objects/2", [1], .ifAbsent)
        #expect(store.calls == 4 && store.calls(of: .put) == 4 && store.calls(of: .get) == 0)
    }

    @Test("fails after the effect when it is told to")
    func after() throws {
        let inner = MemoryStore()
        let error = LifeboatError(.busy, "later")
        let store = FaultyStore.failing(1, of: [.put], .after, with: error, on: inner)
        #expect(throws: error) { try store.put("k", [1], .ifAbsent) }
        #expect(try inner.get("k", limit: 1) == [1])
    }

    @Test("follows a rule, until there is another", arguments: FaultyStore.Method.allCases)
    func rules(_ method: FaultyStore.Method) throws {
        let store = FaultyStore(MemoryStore()) { $0.method == method ? (FaultyStore.fault, .before) : nil }
        let calls: [FaultyStore.Method: () throws -> Void] = [
            .put: { try store.put("k", [1], .replacing) }, .get: { _ = try store.get("k", limit: 9) },
            .read: { _ = try store.bytes("k", at: 0, count: 1) }, .facts: { _ = try store.facts("k") },
            .list: { _ = try store.list("") },
            .delete: { _ = try store.delete("k", unlessWrittenSince: nil) },
            .sweep: { _ = try store.sweep(olderThan: Timestamp(milliseconds: 0)) },
        ]
        let call = try #require(calls[method])
        #expect(throws: FaultyStore.fault) { try call() }
        store.setRule(nil)
        try store.put("k", [1], .replacing)
        try call()
    }
}
