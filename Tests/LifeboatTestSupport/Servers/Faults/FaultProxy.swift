internal import Synchronization

/// A proxy on loopback in front of a real server, which does to requests and answers what its plan says.
///
/// HTTP/1.1 with connections that stay open, one thread for each. Every message is read whole before it goes
/// on. Without a fault every byte arrives as it was sent.
public final class FaultProxy: Sendable {
    /// The port that clients connect to.
    public let port: Int
    private let traffic: ProxyTraffic
    private let listener = Mutex<LoopbackServer?>(nil)

    /// Scheme, host and port for clients.
    public var endpoint: String { "http://127.0.0.1:\(port)" }

    /// Starts a proxy in front of a server.
    public convenience init(to server: any ObjectServer, plan: FaultPlan = .none) throws {
        try self.init(to: server.port, plan: plan)
    }

    /// Starts a proxy in front of a port of 127.0.0.1.
    public init(to port: Int, plan: FaultPlan = .none) throws {
        traffic = ProxyTraffic(to: port, plan: plan)
        self.port = Int(try FreePorts.take(1)[0])
        try accept()
    }

    deinit { refuse() }

    /// Changes the plan, from the next request on. What was counted and recorded stays.
    public func follow(_ plan: FaultPlan) { traffic.follow(plan) }

    /// From now on connections are refused, and those that are open end.
    public func refuse() {
        let listener = listener.withLock { listener in
            defer { listener = nil }
            return listener
        }
        traffic.interrupt()
        listener?.stop()
    }

    /// Takes connections again, on the same port.
    public func accept() throws {
        let server = try LoopbackServer(port: port) { [traffic] in try traffic.serve($0) }
        listener.withLock { $0 = server }
    }

    /// Every request so far, in the order in which they were done with.
    public var records: [FaultRecord] { traffic.records }

    /// The requests that met a fault.
    public var faults: [FaultRecord] { records.filter { $0.fault != nil } }

    /// What was done, a line each: what a failing test with a seed should tell.
    public var story: String {
        let (records, faults) = (records, faults)
        let first = "\(faults.count) of \(records.count) requests met a fault"
        return ([first] + faults.map(\.description)).joined(separator: "\n")
    }
}
