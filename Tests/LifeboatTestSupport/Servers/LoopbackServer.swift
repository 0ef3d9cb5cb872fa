internal import Glibc
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
    private let listener: Int32
    private let script: Script
    private let state = Mutex(State())

    /// Starts it.
    public init(_ script: @escaping Script) throws {
        (listener, port) = try Self.listen()
        self.script = script
        let thread = try LoopbackThread { [weak self, listener] in
            while true {
                let number = accept(listener, nil, nil)
                if number < 0, errno == EINTR || errno == ECONNABORTED { continue }
                guard number >= 0 else { return }
                _ = fcntl(number, F_SETFD, FD_CLOEXEC)
                guard let server = self else {
                    close(number)
                    return
                }
                server.begin(number)
            }
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
        // Wakes the thread that accepts; closing alone would leave it asleep.
        shutdown(listener, Int32(SHUT_RDWR))
        for connection in connections { connection.interrupt() }
        for thread in threads { thread.join() }
        if !threads.isEmpty { close(listener) }
    }

    private func begin(_ number: Int32) {
        let connection = state.withLock { state -> LoopbackConnection? in
            guard !state.isStopped else { return nil }
            state.accepted += 1
            let connection = LoopbackConnection(number, index: state.accepted)
            state.open[state.accepted] = connection
            return connection
        }
        guard let connection else {
            close(number)
            return
        }
        let thread = try? LoopbackThread { [weak self, script] in
            try? script(connection)
            connection.close()
            self?.state.withLock { $0.open[connection.index] = nil }
        }
        guard let thread else { return connection.close() }
        state.withLock { $0.threads.append(thread) }
    }

    private static func listen() throws -> (Int32, Int) {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(number, address, length) == 0 && Glibc.listen(number, 128) == 0
                    && getsockname(number, address, &length) == 0
            }
        }
        guard number >= 0, isListening else {
            throw LifeboatError(.inputOutput, "cannot listen: \(String(cString: strerror(errno)))")
        }
        return (number, Int(UInt16(bigEndian: address.sin_port)))
    }
}
