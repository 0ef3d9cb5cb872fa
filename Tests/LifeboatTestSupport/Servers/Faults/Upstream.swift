internal import LifeboatCore
internal import Synchronization

/// The connection of a proxy to the server behind it, opened when it is needed and kept while it lasts.
final class Upstream: Sendable {
    private struct State {
        var connection: LoopbackConnection?
        var isInterrupted = false
    }

    private let port: Int
    private let state = Mutex(State())

    /// Nothing is opened yet.
    init(port: Int) { self.port = port }

    /// Sends a request and gives the answer. Throws where the server is gone.
    func exchange(_ bytes: [UInt8], method: String) throws -> LoopbackAnswer {
        let connection = try ready()
        do {
            // A server that refuses early closes before it has read everything: its answer counts.
            try? connection.write(bytes)
            guard let answer = try connection.answer(to: method) else {
                throw LifeboatError(.inputOutput, "the server closed the connection")
            }
            if answer.isLast { close() }
            return answer
        } catch {
            close()
            throw error
        }
    }

    /// Sends some bytes of a request that never gets whole, and resets the connection.
    func abandon(after bytes: [UInt8]) throws {
        let connection = try ready()
        try? connection.write(bytes)
        state.withLock { $0.connection = nil }
        connection.reset()
    }

    /// Ends the connection under the thread that uses it, and allows no other.
    func interrupt() {
        let connection = state.withLock { state in
            state.isInterrupted = true
            return state.connection
        }
        connection?.interrupt()
    }

    /// Closes the connection.
    func close() {
        let connection = state.withLock { state in
            defer { state.connection = nil }
            return state.connection
        }
        connection?.close()
    }

    /// The connection that is there; a new one where the server has closed it, as it may while it is idle.
    private func ready() throws -> LoopbackConnection {
        if let old = state.withLock({ $0.connection }), !old.hasEnded { return old }
        close()
        return try open()
    }

    private func open() throws -> LoopbackConnection {
        let connection = try LoopbackConnection(connectingTo: port)
        let isAllowed = state.withLock { state in
            if !state.isInterrupted { state.connection = connection }
            return !state.isInterrupted
        }
        guard isAllowed else { throw LifeboatError(.interrupted, "the proxy has stopped") }
        return connection
    }
}
