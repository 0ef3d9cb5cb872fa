internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import Synchronization

/// A TCP socket of the loopback interface. Every call blocks.
final class LoopbackSocket: Sendable {
    private static let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)

    private let number: Mutex<Int32>

    private init(number: Int32) { self.number = Mutex(number) }

    deinit { close() }

    /// Listens on a port of 127.0.0.1; 0 lets the system choose one. `queue` bounds those that were not
    /// accepted yet.
    convenience init(listeningOn port: UInt16, queue: Int32 = 128) throws {
        try self.init(port) { number, address, length in
            var yes: Int32 = 1
            setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
            guard bind(number, address, length) == 0, listen(number, queue) == 0 else { return false }
            return true
        }
    }

    /// Connects to a port of 127.0.0.1.
    convenience init(connectingTo port: UInt16) throws {
        try self.init(port) { number, address, length in connect(number, address, length) == 0 }
        setNoDelay()
    }

    private convenience init(
        _ port: UInt16,
        _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) throws {
        let number = socket(AF_INET, Self.kind, 0)
        let works = Self.withAddress(port) { number >= 0 && use(number, $0, $1) }
        guard works else {
            let error = errno
            if number >= 0 { Glibc.close(number) }
            throw SystemFailure.error(error, "use the port", "127.0.0.1:\(port)")
        }
        self.init(number: number)
    }

    /// 127.0.0.1 with a port, as the system wants it.
    static func withAddress<R>(_ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    /// The port of this end; 0 once it is closed.
    var port: UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(current, $0, &length)
            }
        }
        return result == 0 ? UInt16(bigEndian: address.sin_port) : 0
    }

    /// The next connection; nil once this is shut down.
    func accept() -> LoopbackSocket? {
        while true {
            let number = Glibc.accept(current, nil, nil)
            if number >= 0 {
                // No server that is started later may keep the connection open.
                _ = fcntl(number, F_SETFD, FD_CLOEXEC)
                let socket = LoopbackSocket(number: number)
                socket.setNoDelay()
                return socket
            }
            if errno != EINTR, errno != ECONNABORTED { return nil }
        }
    }

    /// Reads what is there, at most `limit` bytes; empty at the end or when the connection broke.
    func read(_ limit: Int = 64 << 10) -> [UInt8] { (try? receive(limit)) ?? [] }

    /// Reads what is there, at most `limit` bytes; empty at the end. Throws when the connection broke.
    func receive(_ limit: Int) throws -> [UInt8] {
        let number = current
        return try [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var result = recv(number, buffer.baseAddress, buffer.count, 0)
            while result < 0, errno == EINTR { result = recv(number, buffer.baseAddress, buffer.count, 0) }
            guard result >= 0 else { throw SystemFailure.error(errno, "read", "127.0.0.1") }
            count = result
        }
    }

    /// Whether the other end has closed, or sent what nobody asked for.
    var hasEnded: Bool {
        var byte: UInt8 = 0
        return recv(current, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) >= 0 || errno != EAGAIN
    }

    /// Writes everything; false when the other end does not take it.
    @discardableResult
    func write(_ bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        let number = current
        var sent = 0
        while sent < bytes.count {
            let result = bytes.withUnsafeBytes {
                send(number, $0.baseAddress?.advanced(by: sent), $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            if result < 0, errno == EINTR { continue }
            guard result > 0 else { return false }
            sent += result
        }
        return true
    }

    /// Waits until the other end is gone, or this is shut down, or the time is over; what comes is dropped.
    func waitForEnd(seconds: Double) {
        let watch = Stopwatch()
        while watch.seconds < seconds {
            var request = pollfd(fd: current, events: Int16(POLLIN), revents: 0)
            if poll(&request, 1, 50) > 0, read().isEmpty { return }
        }
    }

    /// Ends both directions: whoever waits on it, here or there, goes on. It stays to be closed.
    func shutDown() {
        // Under the lock: a number that was closed may be another socket's the next moment.
        number.withLock { number in
            if number >= 0 { shutdown(number, Int32(SHUT_RDWR)) }
        }
    }

    /// Closes it so that the other end sees a reset, and loses what it has not read yet.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(current, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        close()
    }

    /// Closes it; twice does no harm.
    func close() {
        number.withLock { number in
            if number >= 0 { Glibc.close(number) }
            number = -1
        }
    }

    private var current: Int32 { number.withLock { $0 } }

    private func setNoDelay() {
        var yes: Int32 = 1
        setsockopt(current, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }
}
