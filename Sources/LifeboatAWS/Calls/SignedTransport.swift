public import LifeboatCore
public import LifeboatHTTP
internal import Synchronization

/// Signs and sends requests to one service, and asks once more, signed anew, where that alone mends it: the
/// clocks differ too much, or the credentials ended.
public final class SignedTransport: Sendable {
    private let transport: any HTTPTransport
    private let source: any CredentialSource
    private let signer: RequestSigner
    private let clock: any WallClock
    /// How far the server's clock is ahead of this machine's, in seconds.
    private let ahead = Mutex(0.0)

    /// The region that requests are signed for.
    public var region: String { signer.region }

    /// A transport for one service in one region.
    public init(
        _ transport: any HTTPTransport,
        credentials: any CredentialSource,
        signer: RequestSigner,
        clock: any WallClock
    ) {
        self.transport = transport
        self.source = credentials
        self.signer = signer
        self.clock = clock
    }

    /// Sends `request` and gives its answer, the status of which is one of success.
    ///
    /// Throws `AWSRefusal` for another status, `TransportFailure` where there is no answer, and what the
    /// credentials' source throws.
    public func send(
        _ request: HTTPRequest,
        _ body: HTTPBody = .none,
        payload: PayloadHash = .empty,
        into sink: HTTPSink = .memory(limit: 1 << 20)
    ) throws -> HTTPResponse {
        var credentials = try source.credentials()
        var isClockSet = false
        var isRenewed = false
        while true {
            let time = now()
            let signed = try signer.signed(request, with: credentials, payload: payload, at: time)
            let response = try transport.send(signed, body, into: sink)
            if response.isSuccess { return response }
            let refusal = try refusal(response, signed, credentials, time)
            if refusal.isSkewed, !isClockSet, let date = refusal.date {
                isClockSet = true
                setClock(to: date)
            } else if refusal.isExpired, !isRenewed {
                isRenewed = true
                let others = try source.credentials(insteadOf: credentials)
                if others == credentials { throw refusal }
                credentials = others
            } else {
                throw refusal
            }
        }
    }

    private func now() -> Timestamp { clock.now().adding(seconds: ahead.withLock { $0 }) }

    private func setClock(to date: Timestamp) {
        let seconds = date.seconds(since: clock.now())
        ahead.withLock { $0 = seconds }
    }

    /// An answer to HEAD has no body and so no reason: one byte asked for with GET brings it.
    private func refusal(
        _ response: HTTPResponse,
        _ request: HTTPRequest,
        _ credentials: AWSCredentials,
        _ time: Timestamp
    ) throws -> AWSRefusal {
        let plain = AWSRefusal(response)
        guard request.method == .head, response.status == 400 || response.status == 403 else { return plain }
        var again = request
        again.method = .get
        again.headers["Range"] = "bytes=0-0"
        let signed = try signer.signed(again, with: credentials, payload: .empty, at: time)
        guard let answer = try? transport.send(signed, .none, into: .memory(limit: 1 << 16)),
            answer.status == response.status
        else { return plain }
        return AWSRefusal(answer)
    }
}
