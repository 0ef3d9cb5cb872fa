internal import LifeboatCore
internal import Synchronization

/// One connection of a `LoopbackServer`, as bytes and as HTTP/1.1. Used by one thread at a time, but for
/// `interrupt`.
public final class LoopbackConnection: Sendable {
    /// Which connection of its server, from 1.
    public let index: Int
    private let socket: LoopbackSocket
    private let unread = Mutex<[UInt8]>([])

    init(_ socket: LoopbackSocket, index: Int = 1) {
        self.socket = socket
        self.index = index
    }

    /// Connects to a port of 127.0.0.1.
    public init(connectingTo port: Int) throws {
        socket = try LoopbackSocket(connectingTo: UInt16(truncatingIfNeeded: port))
        index = 0
    }

    /// Up to `limit` bytes as soon as there are any; none once the other side is gone.
    public func read(upTo limit: Int = 1 << 16) -> [UInt8] {
        let left = unread.withLock { unread in
            defer { unread = Array(unread.dropFirst(limit)) }
            return Array(unread.prefix(limit))
        }
        return left.isEmpty ? socket.read(limit) : left
    }

    /// Writes all of `bytes`; throws once the other side is gone.
    public func write(_ bytes: [UInt8]) throws {
        guard socket.write(bytes) else { throw LifeboatError(.inputOutput, "the other side is gone") }
    }

    /// Writes the UTF-8 of `text`.
    public func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Everything that comes until the other side ends the connection, and whether it did so with a reset.
    public func rest() -> (bytes: [UInt8], isReset: Bool) {
        var bytes = unread.withLock { $0 }
        do {
            while case let more = try socket.receive(1 << 16), !more.isEmpty { bytes += more }
            return (bytes, false)
        } catch {
            return (bytes, true)
        }
    }

    /// Whether the other side has closed: asked for a connection on which nothing is awaited.
    var hasEnded: Bool { socket.hasEnded }

    /// Reads what comes until the other side closes.
    public func drain() { while !read().isEmpty {} }

    /// Ends the connection in both directions; nothing that was written is lost, unless something that came
    /// was not read.
    public func close() { socket.close() }

    /// Ends the connection with a reset (RST).
    public func reset() { socket.reset() }

    /// Ends the connection under the thread that uses it.
    public func interrupt() { socket.shutDown() }

    /// Passes bytes between this and `other` in both directions until one of them ends.
    public func relay(with other: LoopbackConnection) throws {
        let back = try LoopbackThread {
            try? other.pass(to: self)
            self.interrupt()
        }
        try? pass(to: other)
        other.interrupt()
        back.join()
    }

    private func pass(to other: LoopbackConnection) throws {
        while true {
            let bytes = read()
            guard !bytes.isEmpty else { return }
            try other.write(bytes)
        }
    }

    /// Puts bytes back in front of what is read next.
    func putBack(_ bytes: some Collection<UInt8>) {
        unread.withLock { $0 = Array(bytes) + $0 }
    }
}
