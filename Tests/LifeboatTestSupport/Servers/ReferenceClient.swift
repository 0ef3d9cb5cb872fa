internal import CPlatform
internal import Glibc
public import LifeboatCore
internal import LifeboatFiles
internal import Synchronization

/// A client of AWS's services that is not ours: boto3, in a process beside the tests
/// (`Tests/Servers/client.py`).
///
/// It makes buckets, and sees what our own client wrote with other eyes. One request at a time.
public final class ReferenceClient: Sendable {
    private static let instance = Result { try ReferenceClient() }
    private static let script =
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Servers/client.py"

    private struct Channel {
        let socket: Int32
        var received: [UInt8] = []
    }

    private let channel: Mutex<Channel>

    /// The one client of this test run, started at first use.
    public static func shared() throws -> ReferenceClient { try instance.get() }

    private init() throws {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw SystemFailure.error(errno, "connect a process", Self.script)
        }
        let python = try ServerTools.current().program("python")
        let settings = ChildProcess.smallEnvironment.map { "\($0.key)=\($0.value)" }
        let number = CWords([python, "-B", Self.script]).withPointers { argv in
            CWords(settings).withPointers { lb_spawn(python, argv, $0, ends[1], ends[1], STDERR_FILENO) }
        }
        close(ends[1])
        channel = Mutex(Channel(socket: ends[0]))
        guard number > 0 else { throw SystemFailure.error(-number, "start the program", python) }
    }

    /// Calls an operation of boto3's client for `service`, as `put_object` with `Bucket`, `Key`, `Body`;
    /// bytes are written with `binary`, times as `["$time": "2030-01-01T00:00:00Z"]`. Never tries again.
    ///
    /// Gives the answer with bytes in the same form, and under `$status` and `$headers` those of HTTP. Throws
    /// `ServiceRefusal`.
    @discardableResult
    public func call(
        _ operation: String,
        _ arguments: [String: JSON] = [:],
        at access: ServiceAccess,
        service: String = "s3"
    ) throws -> JSON {
        try exchange(operation, arguments, access, service, isPaged: false)
    }

    /// Calls a listing operation for as many pages as there are, and joins what the pages have under `key`.
    public func list(
        _ operation: String,
        _ key: String,
        _ arguments: [String: JSON] = [:],
        at access: ServiceAccess,
        service: String = "s3"
    ) throws -> [JSON] {
        let pages = try exchange(operation, arguments, access, service, isPaged: true)
        return try pages.array("$pages").flatMap { $0[key]?.arrayValue ?? [] }
    }

    /// Bytes as an argument.
    public static func binary(_ bytes: [UInt8]) -> JSON { ["$base64": .string(Base64.encode(bytes))] }

    /// The bytes of a member of an answer.
    public static func bytes(_ value: JSON?) throws -> [UInt8] {
        guard let text = value?["$base64"]?.stringValue, let bytes = Base64.decode(text) else {
            throw LifeboatError(.corrupt, "the answer of the reference client has no bytes there")
        }
        return bytes
    }

    private func exchange(
        _ operation: String,
        _ arguments: [String: JSON],
        _ access: ServiceAccess,
        _ service: String,
        isPaged: Bool
    ) throws -> JSON {
        let request: JSON = [
            "operation": .string(operation), "arguments": .object(arguments), "service": .string(service),
            "endpoint": .string(access.endpoint), "region": .string(access.region),
            "accessKey": .string(access.accessKey), "secretKey": .string(access.secretKey),
            "paged": .bool(isPaged),
        ]
        let answer = try JSON.parse(try channel.withLock { try Self.ask(&$0, request.canonical) })
        if let refusal = answer["refusal"] {
            throw ServiceRefusal(
                operation: operation,
                code: try refusal.string("code"),
                status: try refusal.int("status"),
                message: try refusal.string("message")
            )
        }
        return .object(try answer.object("answer"))
    }

    private static func ask(_ channel: inout Channel, _ line: [UInt8]) throws -> [UInt8] {
        var rest = (line + [0x0A])[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(channel.socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw LifeboatError(.failed, "the reference client is gone", path: script)
            }
            rest = rest.dropFirst(count)
        }
        return try nextLine(&channel)
    }

    private static func nextLine(_ channel: inout Channel) throws -> [UInt8] {
        var searched = 0
        while true {
            if let end = channel.received[searched...].firstIndex(of: 0x0A) {
                defer { channel.received.removeSubrange(...end) }
                return Array(channel.received[..<end])
            }
            searched = channel.received.count
            let socket = channel.socket
            let more = [UInt8](unsafeUninitializedCapacity: 256 << 10) { buffer, count in
                count = max(0, recv(socket, buffer.baseAddress, buffer.count, 0))
            }
            if more.isEmpty, errno == EINTR { continue }
            guard !more.isEmpty else {
                throw LifeboatError(.failed, "the reference client is gone", path: script)
            }
            channel.received += more
        }
    }
}
