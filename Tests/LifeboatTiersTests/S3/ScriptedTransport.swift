import LifeboatHTTP
import Synchronization

/// Answers requests with what it was given, in order, and remembers them.
final class ScriptedTransport: HTTPTransport {
    private struct State: Sendable {
        var answers: [HTTPResponse]
        var requests: [HTTPRequest] = []
        var bodies: [[UInt8]] = []
    }

    private let state: Mutex<State>

    init(_ answers: [HTTPResponse]) { state = Mutex(State(answers: answers)) }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }
    var bodies: [[UInt8]] { state.withLock { $0.bodies } }

    func send(_ request: HTTPRequest, _ body: HTTPBody, into sink: HTTPSink) throws(TransportFailure)
        -> HTTPResponse
    {
        var bytes: [UInt8] = []
        if case .memory(let buffer) = body { bytes = Array(buffer) }
        let answer = state.withLock { state in
            state.requests.append(request)
            state.bodies.append(bytes)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        guard let answer else { throw TransportFailure(.notConnected, "nothing more is scripted") }
        return answer
    }
}

extension HTTPResponse {
    /// An answer with a text as its body.
    init(_ status: Int, _ headers: HTTPHeaders = [:], _ text: String = "") {
        self.init(status: status, headers: headers, body: Array(text.utf8))
    }

    /// A refusal as S3 writes it.
    static func refusal(_ status: Int, _ code: String, _ more: String = "", _ headers: HTTPHeaders = [:])
        -> HTTPResponse
    {
        HTTPResponse(
            status,
            headers,
            "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><Message>Because.</Message>\(more)</Error>"
        )
    }
}
