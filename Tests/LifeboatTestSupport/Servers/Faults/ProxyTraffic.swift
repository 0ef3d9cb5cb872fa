internal import Synchronization

/// What goes through a `FaultProxy`: the plan, the counts, the records, and the connections to the server.
final class ProxyTraffic: Sendable {
    private struct State {
        var plan: FaultPlan
        var upstreams: [ObjectIdentifier: Upstream] = [:]
        var attempts: [String: Int] = [:]
        var count = 0
        var records: [FaultRecord] = []
    }

    private let target: Int
    private let state: Mutex<State>

    /// Traffic to a port of 127.0.0.1.
    init(to target: Int, plan: FaultPlan) {
        self.target = target
        state = Mutex(State(plan: plan))
    }

    /// Everything that is done with.
    var records: [FaultRecord] { state.withLock { $0.records } }

    /// Changes the plan.
    func follow(_ plan: FaultPlan) { state.withLock { $0.plan = plan } }

    /// Ends the connections to the server.
    func interrupt() {
        for upstream in state.withLock({ Array($0.upstreams.values) }) { upstream.interrupt() }
    }

    /// Serves one client until it goes, or a fault ends the connection.
    func serve(_ client: LoopbackConnection) throws {
        let upstream = Upstream(port: target)
        state.withLock { $0.upstreams[ObjectIdentifier(upstream)] = upstream }
        defer {
            state.withLock { $0.upstreams[ObjectIdentifier(upstream)] = nil }
            upstream.close()
        }
        while let request = try client.head() {
            let (known, fault) = decide(request)
            let exchange = ProxyExchange(
                known: known,
                fault: fault,
                request: request,
                client: client,
                upstream: upstream
            )
            guard try exchange.run({ record in state.withLock { $0.records.append(record) } }) else { return }
        }
    }

    private func decide(_ request: LoopbackRequest) -> (ProxiedRequest, Fault?) {
        let name = ProxiedRequest.name(of: request)
        let (number, attempt, plan) = state.withLock { state in
            state.count += 1
            let attempt = (state.attempts[name] ?? 0) + 1
            state.attempts[name] = attempt
            return (state.count, attempt, state.plan)
        }
        let known = ProxiedRequest(request, number: number, attempt: attempt)
        return (known, plan.fault(for: known))
    }
}
