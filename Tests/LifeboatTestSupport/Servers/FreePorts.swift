internal import Glibc
internal import LifeboatCore
internal import Synchronization

/// Ports of the loopback interface that nobody listens on.
///
/// They lie below the range from which the kernel takes the ports of outgoing connections, so that a server
/// that was killed finds its port free when it comes back.
public enum FreePorts {
    private static let range: Range<UInt16> = 12_000..<32_000
    private static let taken = Mutex<Set<UInt16>>([])

    /// `count` ports that were free just now; none is given out twice by one process.
    public static func take(_ count: Int) throws -> [UInt16] {
        var random = SystemRandomNumberGenerator()
        return try taken.withLock { taken in
            var ports: [UInt16] = []
            for _ in range where ports.count < count {
                let port = UInt16.random(in: range, using: &random)
                guard !taken.contains(port), isFree(port) else { continue }
                taken.insert(port)
                ports.append(port)
            }
            guard ports.count == count else {
                throw LifeboatError(.busy, "no free ports", hint: "Something listens on every port.")
            }
            return ports
        }
    }

    private static func isFree(_ port: UInt16) -> Bool {
        guard let socket = try? LoopbackSocket(listeningOn: port) else { return false }
        socket.close()
        return true
    }
}
