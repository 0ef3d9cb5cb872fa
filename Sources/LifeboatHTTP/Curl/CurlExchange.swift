internal import CCurl
internal import Glibc
internal import LifeboatFiles

/// What one call gives to libcurl and gets from it. Its methods are called by libcurl through `Callbacks`:
/// they never trap and never throw, and leave their reason in `failure`.
///
/// The call that made it owns it; libcurl holds a plain pointer, which is taken back before the call ends.
final class CurlExchange {
    /// More bytes than this of the body of a failure are not kept.
    static let errorLimit = 1 << 16

    private let body: HTTPBody
    let sink: HTTPSink
    private let limits: TransportLimits
    private var sent = 0
    private var isResent = false
    private var memory: [UInt8] = []
    /// Bytes of the body of a successful answer.
    private(set) var received = 0
    /// Status and header fields.
    private(set) var head = AnswerHead()
    /// Why the transfer was stopped from here.
    private(set) var failure: TransportFailure?
    /// Whether the transfer was stopped because enough of an error's body is here.
    private(set) var hasEnough = false
    /// The limiter that the transfer waits for.
    private(set) var awaited: RateLimiter?

    init(_ body: HTTPBody, _ sink: HTTPSink, _ limits: TransportLimits) {
        self.body = body
        self.sink = sink
        self.limits = limits
    }

    /// The answer, as far as it is here.
    var answer: HTTPResponse {
        var answer = HTTPResponse(status: head.status, headers: head.headers, body: memory)
        answer.isResent = isResent
        return answer
    }

    /// Ends the wait for a limiter.
    func resume() { awaited = nil }

    /// Takes one line of the header; false stops the transfer.
    func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let problem = head.take(line) else { return true }
        return stop(.broken, problem)
    }

    /// Fills `buffer` with the next bytes of the request's body; 0 at its end. Else a value of libcurl's.
    func giveBody(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, body.count - sent)
        guard count > 0 else { return 0 }
        if let limiter = limits.upload, limiter.wait > 0 {
            awaited = limiter
            return Int(CURL_READFUNC_PAUSE)
        }
        guard fill(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])) else {
            return Int(CURL_READFUNC_ABORT)
        }
        sent += count
        limits.upload?.take(count)
        return count
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
        switch body {
        case .none: return false
        case .memory(let bytes):
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[sent..<sent + buffer.count]))
            return true
        case .file(let file, let offset, _):
            do {
                let count = try file.read(at: offset + sent, into: buffer)
                return count == buffer.count || stop(.local, "\(file.path) became shorter while it was sent")
            } catch {
                return stop(.local, "\(error)")
            }
        }
    }

    /// Goes to another place in the request's body, to send it again.
    func rewind(to offset: Int64, _ origin: Int32) -> Bool {
        guard origin == SEEK_SET, let offset = Int(exactly: offset), (0...body.count).contains(offset) else {
            return false
        }
        if offset < sent { isResent = true }
        sent = offset
        return true
    }

    /// Takes bytes of the answer's body: the count that was taken, or a value of libcurl's; anything else
    /// than all of them stops the transfer.
    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        if let limiter = limits.download, limiter.wait > 0 {
            awaited = limiter
            return Int(CURL_WRITEFUNC_PAUSE)
        }
        limits.download?.take(bytes.count)
        guard head.isSuccess else { return takeError(bytes) }
        guard bytes.count <= sink.limit - received else {
            stop(.wrongLength, "the answer is longer than the \(sink.limit) bytes expected")
            return -1
        }
        guard store(bytes) else { return -1 }
        received += bytes.count
        return bytes.count
    }

    private func takeError(_ bytes: UnsafeRawBufferPointer) -> Int {
        let count = min(bytes.count, Self.errorLimit - memory.count)
        memory.append(contentsOf: bytes[..<count])
        hasEnough = count < bytes.count
        return hasEnough ? -1 : count
    }

    private func store(_ bytes: UnsafeRawBufferPointer) -> Bool {
        switch sink {
        case .memory: memory.append(contentsOf: bytes)
        case .buffer(let buffer):
            UnsafeMutableRawBufferPointer(rebasing: buffer[received..<received + bytes.count])
                .copyMemory(from: bytes)
        case .file(let file, let offset, _):
            do { try file.write(bytes, at: offset + received) } catch { return stop(.local, "\(error)") }
        }
        return true
    }

    /// Keeps the reason; answers false, for the callers to pass on.
    @discardableResult
    private func stop(_ kind: TransportFailure.Kind, _ message: String) -> Bool {
        failure = TransportFailure(kind, message)
        return false
    }
}

extension HTTPSink {
    /// The most bytes it takes.
    var limit: Int {
        switch self {
        case .memory(let limit): limit
        case .buffer(let buffer): buffer.count
        case .file(_, _, let count): count
        }
    }

    /// How many bytes it needs; nil when fewer will do.
    var needed: Int? {
        if case .memory = self { nil } else { limit }
    }
}
