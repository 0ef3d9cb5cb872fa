public import LifeboatHTTP
internal import Synchronization

/// Answers requests as it was told, and remembers them.
public final class ScriptedTransport: HTTPTransport {
    /// What answers a request with this body.
    public typealias Script =
        @Sendable (_ request: HTTPRequest, _ body: [UInt8]) throws(TransportFailure) -> HTTPResponse

    private struct State: Sendable {
        var requests: [HTTPRequest] = []
        var bodies: [[UInt8]] = []
    }

    private let state = Mutex(State())
    private let script: Script

    /// Asks `script` each time.
    public init(_ script: @escaping Script) { self.script = script }

    /// Gives the answers in their order, and after them a failure to connect.
    public convenience init(_ answers: [HTTPResponse]) {
        let rest = Answers(answers)
        self.init { _, _ throws(TransportFailure) in
            guard let answer = rest.next() else {
                throw TransportFailure(.notConnected, "nothing more is scripted")
            }
            return answer
        }
    }

    /// The requests so far.
    public var requests: [HTTPRequest] { state.withLock { $0.requests } }

    /// Their bodies.
    public var bodies: [[UInt8]] { state.withLock { $0.bodies } }

    /// See `HTTPTransport`. Every body that is answered lies in memory, whatever the sink.
    public func send(_ request: HTTPRequest, _ body: HTTPBody, into sink: HTTPSink) throws(TransportFailure)
        -> HTTPResponse
    {
        var bytes: [UInt8] = []
        if case .memory(let buffer) = body { bytes = Array(buffer) }
        state.withLock { state in
            state.requests.append(request)
            state.bodies.append(bytes)
        }
        return try script(request, bytes)
    }

    private final class Answers: Sendable {
        private let rest: Mutex<ArraySlice<HTTPResponse>>

        init(_ answers: [HTTPResponse]) { rest = Mutex(answers[...]) }

        func next() -> HTTPResponse? { rest.withLock { $0.popFirst() } }
    }
}

extension HTTPResponse {
    /// An answer with a text as its body.
    public init(_ status: Int, _ headers: HTTPHeaders = [:], _ text: String = "") {
        self.init(status: status, headers: headers, body: Array(text.utf8))
    }

    /// A refusal as S3 writes it.
    public static func refusal(
        _ status: Int,
        _ code: String,
        _ headers: HTTPHeaders = [:]
    ) -> HTTPResponse {
        let text = "<Code>\(code)</Code><Message>Because.</Message>"
        return HTTPResponse(status, headers, "<?xml version=\"1.0\"?><Error>\(text)</Error>")
    }
}
