internal import LifeboatCore
internal import LifeboatTestSupport
internal import Synchronization
internal import Testing

/// The store itself dies in the middle of the work, and comes back with what was on its disk.
@Suite("A store that is killed")
struct ServerLossTests {
    @Test("protect and restore go on when it is back, and the next run completes them when it was not")
    func killed() throws {
        try withScratchDirectory { scratch in
            let server = try SeaweedServer.started(in: "\(scratch)/server")
            let bucket = try TestBucket(on: server)
            let proxy = try FaultProxy(to: server)
            let node = try BucketNode(
                at: "\(scratch)/node",
                bucket: bucket.name,
                prefix: "vault",
                access: server.access(.writer).at(proxy.endpoint)
            )
            for returns in [true, false] { try lose(server, bucket, proxy, node, returns: returns) }
        }
    }

    /// It dies during a protect and during a restore; whether it is back before they give up is `returns`.
    private func lose(
        _ server: SeaweedServer,
        _ bucket: TestBucket,
        _ proxy: FaultProxy,
        _ node: BucketNode,
        returns: Bool
    ) throws {
        try node.site.write(Site.noise(400_000, seed: returns ? 2 : 3), to: "runs/exp1/events.two")
        let store = Mortal(server, proxy)
        let pausing: @Sendable () -> Void = { if returns { store.revive() } }
        let status: Int32 = returns ? 0 : 1
        store.die(at: "PUT")
        let protect = node.run("protect", "--json", pausing: pausing)
        #expect(store.isKilled && protect.status == status, "\(protect.notes)\(proxy.story)")
        try store.settle()
        if !returns { try completes(node, bucket, proxy) }
        let check = node.run("vault", "check", "--tier", "store", "--read-data")
        #expect(check.status == 0, "\(check.out)\(check.notes)")

        let target = node.site.place("back-\(returns)")
        store.die(at: "GET")
        let restore = node.run("restore", "train/exp1", "--to", target, pausing: pausing)
        #expect(store.isKilled && restore.status == status, "\(restore.notes)\(proxy.story)")
        try store.settle()
        if !returns {
            let again = node.run("restore", "train/exp1", "--to", target)
            #expect(again.status == 0, "\(again.notes)")
        }
        #expect(try FileTree(target).digests() == node.digests())
    }

    /// The next protect completes what this one began, and sends nothing that arrived.
    private func completes(_ node: BucketNode, _ bucket: TestBucket, _ proxy: FaultProxy) throws {
        let finished = try bucket.keys("vault/objects/")
        let before = proxy.records.count
        let again = node.run("protect", "--json")
        #expect(again.status == 0, "\(again.notes)")
        let sent = proxy.records.dropFirst(before).map(\.request).filter { $0.method == "PUT" }.map(\.target)
        let repeated = finished.filter { key in sent.contains { $0.hasSuffix(key) } }
        #expect(repeated == [])
        #expect(sent.contains { $0.contains("/points/") })
    }

    /// A server that dies when the second object is asked for.
    private final class Mortal: Sendable {
        private struct State {
            var seen = 0
            var isKilled = false
            var isAlive = true
        }

        private let server: SeaweedServer
        private let proxy: FaultProxy
        private let state = Mutex(State())

        init(_ server: SeaweedServer, _ proxy: FaultProxy) {
            self.server = server
            self.proxy = proxy
        }

        /// Whether it died since the last call of `die`.
        var isKilled: Bool { state.withLock { $0.isKilled } }

        func die(at method: String) {
            state.withLock { $0 = State() }
            proxy.follow(
                FaultPlan { request in
                    guard request.method == method, request.target.contains("/objects/") else { return nil }
                    self.state.withLock { state in
                        state.seen += 1
                        guard state.seen == 2 else { return }
                        state.isKilled = true
                        state.isAlive = false
                        self.server.kill()
                    }
                    return nil
                }
            )
        }

        /// Starts it where it is dead.
        func revive() {
            do { try settle() } catch { Issue.record("\(error)") }
        }

        /// The same, and nothing happens to it any more.
        func settle() throws {
            proxy.follow(.none)
            try state.withLock { state in
                guard !state.isAlive else { return }
                try server.start()
                state.isAlive = true
            }
        }
    }
}
