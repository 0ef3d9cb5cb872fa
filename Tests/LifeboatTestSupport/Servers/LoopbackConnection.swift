internal import Glibc
internal import LifeboatCore
internal import Synchronization

/// One connection of a `LoopbackServer`, as bytes and as HTTP/1.1. Used by one thread at a time, but for
/// `interrupt`.
public final class LoopbackConnection: Sendable {
    /// Which connection of its server, from 1.
    public let index: Int
    private let number: Int32
    private struct State {
        var isClosed = false
        var unread: [UInt8] = []
    }
    private let state = Mutex(State())

    /// Takes over a connected socket.
    public init(_ number: Int32, index: Int = 1) {
        self.number = number
        self.index = index
        var on: Int32 = 1
        setsockopt(number, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close() }

    /// Up to `limit` bytes as soon as there are any; none at the end.
    public func read(upTo limit: Int = 1 << 16) throws -> [UInt8] {
        let left = state.withLock { state in
            defer { state.unread = Array(state.unread.dropFirst(limit)) }
            return Array(state.unread.prefix(limit))
        }
        guard left.isEmpty else { return left }
        return try [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var got = recv(number, buffer.baseAddress, limit, 0)
            while got < 0, errno == EINTR { got = recv(number, buffer.baseAddress, limit, 0) }
            guard got >= 0 else { throw failure("read") }
            count = got
        }
    }

    /// Writes all of `bytes`; throws once the other side is gone.
    public func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("write") }
            rest = rest.dropFirst(count)
        }
    }

    /// Writes the UTF-8 of `text`.
    public func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Reads what comes until the other side closes.
    public func drain() throws { while try !read().isEmpty {} }

    /// Ends the connection in both directions; nothing that was written is lost.
    public func close() { end(reset: false) }

    /// Ends the connection with a reset (RST).
    public func reset() { end(reset: true) }

    /// Ends the connection under the thread that uses it.
    public func interrupt() {
        state.withLock { state in
            if !state.isClosed { _ = shutdown(number, Int32(SHUT_RDWR)) }
        }
    }

    private func end(reset: Bool) {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.isClosed = true
            if reset {
                var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
                setsockopt(number, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
            }
            Glibc.close(number)
        }
    }

    /// Puts bytes back in front of what is read next.
    func putBack(_ bytes: some Collection<UInt8>) {
        state.withLock { $0.unread = Array(bytes) + $0.unread }
    }

    private func failure(_ action: String) -> LifeboatError {
        LifeboatError(.inputOutput, "cannot \(action): \(String(cString: strerror(errno)))")
    }
}
