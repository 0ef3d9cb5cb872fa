internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles

/// A port of 127.0.0.1 whose queue is full: the kernel drops every further attempt to connect, so that it
/// hangs as behind a firewall.
public final class DeafListener: Sendable {
    /// The port.
    public let port: Int
    private let listener: LoopbackSocket
    private let callers: [Int32]

    /// Fills the queue of a new port.
    public init() throws {
        listener = try LoopbackSocket(listeningOn: 0, queue: 0)
        port = Int(listener.port)
        // A queue of 0 holds one; those behind it get no answer, and do not wait for one here.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        callers = (0..<4).map { _ in socket(AF_INET, kind, 0) }
        for caller in callers { LoopbackSocket.withAddress(listener.port) { _ = connect(caller, $0, $1) } }
    }

    deinit { for caller in callers { close(caller) } }
}
