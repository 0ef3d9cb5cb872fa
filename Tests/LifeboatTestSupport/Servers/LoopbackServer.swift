internal import LifeboatCore
internal import Synchronization

/// A server on a free port of 127.0.0.1 that hands every connection to a closure, on a thread of its own: the
/// closure is the script, and speaks whatever it likes.
///
/// When the server goes, its connections end, and it waits for the closures: they must return once their
/// connection is gone. A closure that throws has its connection closed.
public final class LoopbackServer: Sendable {
    /// What is done with a connection.
    public typealias Script = @Sendable (LoopbackConnection) throws -> Void

    private struct State {
        var isStopped = false
        var accepted = 0
        var open: [Int: LoopbackConnection] = [:]
        var threads: [LoopbackThread] = []
    }

    /// The port that it listens on.
    public let port: Int
    private let listener: LoopbackSocket
    private let script: Script
    private let state = Mutex(State())

    /// Starts it, on a port that the system chooses where none is named.
    public init(port: Int = 0, _ script: @escaping Script) throws {
        listener = try LoopbackSocket(listeningOn: UInt16(truncatingIfNeeded: port))
        self.port = Int(listener.port)
        self.script = script
        let thread = try LoopbackThread { [weak self, listener] in
            while let socket = listener.accept() { self?.begin(socket) }
        }
        state.withLock { $0.threads.append(thread) }
    }

    deinit { stop() }

    /// How many connections came so far.
    public var accepted: Int { state.withLock { $0.accepted } }

    /// Ends every connection and waits for the closures.
    public func stop() {
        let (connections, threads) = state.withLock { state in
            defer {
                state.isStopped = true
                state.threads = []
            }
            return (Array(state.open.values), state.threads)
        }
        listener.shutDown()
        for connection in connections { connection.interrupt() }
        for thread in threads { thread.join() }
    }

    private func begin(_ socket: LoopbackSocket) {
        let connection = state.withLock { state -> LoopbackConnection? in
            guard !state.isStopped else { return nil }
            state.accepted += 1
            let connection = LoopbackConnection(socket, index: state.accepted)
            state.open[state.accepted] = connection
            return connection
        }
        guard let connection else { return }
        let thread = try? LoopbackThread { [weak self, script] in
            try? script(connection)
            connection.close()
            self?.state.withLock { $0.open[connection.index] = nil }
        }
        guard let thread else { return connection.close() }
        state.withLock { $0.threads.append(thread) }
    }
}
