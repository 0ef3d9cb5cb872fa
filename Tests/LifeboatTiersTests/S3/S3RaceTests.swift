import LifeboatAWS
import LifeboatCore
import LifeboatFiles
import LifeboatHTTP
import LifeboatTestSupport
import LifeboatTiers
import Synchronization
import Testing

/// What another process does between two requests of ours.
@Suite struct S3RaceTests {
    private static let future = Timestamp("2090-01-01") ?? Timestamp(milliseconds: .max)

    @Test(
        "a deletion that meets a writer",
        arguments: [
            // The same bytes have the same tag: only versions tell.
            (TestBucket.Keeping.versions, "old"), (.versions, "new"), (.nothing, "new"),
        ]
    )
    func deletion(keeping: TestBucket.Keeping, text: String) throws {
        let stand = try S3Stand(SeaweedServer.shared(), keeping: keeping)
        try stand.put("some/vault/k", "old")
        let store = try Self.store(stand, before: .delete) { try stand.put("some/vault/k", text) }
        #expect(try !store.delete("k", unlessWrittenSince: Self.future))
        #expect(try store.get("k", limit: 10) == Array(text.utf8))
        #expect(try store.delete("k", unlessWrittenSince: Self.future))
        #expect(try store.facts("k") == nil)
    }

    @Test func aWriterWhoWasFirstIsNotOverwritten() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let store = try Self.store(stand, before: .put) { try stand.put("some/vault/k", "first") }
        #expect(try !store.put("k", Array("second".utf8), .ifAbsent))
        #expect(try store.get("k", limit: 10) == Array("first".utf8))
    }

    @Test("an object of which a byte changed on its way, or that was cut off, is not taken for what it was")
    func changedAnswer() throws {
        let server = try SeaweedServer.shared()
        let stand = try S3Stand(server)
        try stand.put("k", "{\"created\":\"2026-11-23\"}")
        let proxy = try FaultProxy(to: server)
        let client = try S3Stand.client(stand.bucket.name, server.access(.drill).at(proxy.endpoint))
        #expect(try client.get("k", limit: 100).count == 24)
        for fault in [Fault.corruptAnswer(at: .share(0.9)), .wrongLength(by: -3)] {
            proxy.follow(.always(fault))
            let error = #expect(throws: LifeboatError.self) { try client.get("k", limit: 100) }
            #expect(error?.code == .corrupt, "\(String(describing: error))")
        }
    }

    @Test("a put whose answer was lost counts when its own object stands there, and only then")
    func lostAnswer() throws {
        let server = try SeaweedServer.shared()
        let proxy = try FaultProxy(to: server)
        let bucket = try TestBucket(on: server)
        let client = try S3Stand.client(bucket.name, server.access(.writer).at(proxy.endpoint))
        let store = S3Store(try S3Address("s3://\(bucket.name)"), client: client)
        proxy.follow(
            FaultPlan {
                $0.method == "PUT" && $0.attempt == 1 ? .resetAnswer(after: .byte(0)) : nil
            }
        )
        #expect(try store.put("own", Array("mine".utf8), .ifAbsent))
        #expect(proxy.records.filter { $0.request.method == "PUT" }.flatMap(\.statuses) == [200, 412])
        // The first try never arrives, and meanwhile somebody else is there.
        proxy.follow(
            FaultPlan { request in
                guard request.method == "PUT", request.attempt == 1 else { return nil }
                do { try bucket.put("other", Array("theirs".utf8)) } catch { Issue.record("\(error)") }
                return .resetRequest(after: .byte(0))
            }
        )
        #expect(try !store.put("other", Array("mine".utf8), .ifAbsent))
        #expect(try store.get("other", limit: 10) == Array("theirs".utf8))
    }

    @Test(
        "a store that does not know conditions is asked without them",
        arguments: [
            HTTPResponse.refusal(501, "NotImplemented"), HTTPResponse(501),
        ]
    )
    func unknownConditions(refusal: HTTPResponse) throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let refused = Mutex(0)
        let client = try S3Stand.client(stand.bucket.name, stand.bucket.server.access(.admin)) { next in
            Before(next: next) { request in
                guard request.headers["If-None-Match"] ?? request.headers["If-Match"] != nil else {
                    return nil
                }
                refused.withLock { $0 += 1 }
                return refusal
            }
        }
        let store = S3Store(try S3Address("s3://\(stand.bucket.name)"), client: client)
        for key in ["a", "b"] {
            #expect(try store.put(key, Array("x".utf8), .ifAbsent))
            #expect(try !store.put(key, Array("y".utf8), .ifAbsent))
            #expect(try store.delete(key, unlessWrittenSince: Self.future))
        }
        #expect(refused.withLock { $0 } == 2, "each is asked for once")
    }

    /// A store whose first request of `method` finds that something else was done just before.
    private static func store(
        _ stand: S3Stand,
        before method: HTTPMethod,
        _ body: @escaping @Sendable () throws -> Void
    ) throws -> S3Store {
        let isDone = Atomic(false)
        let client = try S3Stand.client(stand.bucket.name, stand.bucket.server.access(.admin)) { next in
            Before(next: next) { request in
                if request.method == method, !isDone.exchange(true, ordering: .relaxed) {
                    do { try body() } catch { Issue.record("\(error)") }
                }
                return nil
            }
        }
        return S3Store(try S3Address("s3://\(stand.bucket.name)/some/vault"), client: client)
    }

    /// Runs something before each request, which may answer it.
    private struct Before: HTTPTransport {
        let next: any HTTPTransport
        let body: @Sendable (HTTPRequest) -> HTTPResponse?

        func send(_ request: HTTPRequest, _ body: HTTPBody, into sink: HTTPSink) throws(TransportFailure)
            -> HTTPResponse
        {
            if let answer = self.body(request) { return answer }
            return try next.send(request, body, into: sink)
        }
    }
}
