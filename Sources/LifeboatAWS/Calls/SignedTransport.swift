public import LifeboatCore
public import LifeboatHTTP
internal import Synchronization

/// Signs and sends requests to one service, each try anew: what passes is tried again, a clock that differs
/// from the server's is corrected, and credentials that ended are replaced, once a request.
public final class SignedTransport: Sendable {
    private let transport: any HTTPTransport
    private let source: any SigningCredentials
    private let signer: RequestSigner
    private let clock: any WallClock
    private let retrier: Retrier
    private let name: String
    /// How far the server's clock is ahead of this machine's, in seconds.
    private let ahead = Mutex(0.0)

    /// The region that requests are signed for.
    public var region: String { signer.region }

    /// A transport for one service in one region, which people know as `name`.
    public init(
        _ transport: any HTTPTransport,
        credentials: any SigningCredentials,
        signer: RequestSigner,
        clock: any WallClock,
        retrier: Retrier,
        name: String = ""
    ) {
        self.transport = transport
        self.source = credentials
        self.signer = signer
        self.clock = clock
        self.retrier = retrier
        self.name = name
    }

    /// Sends `request`, which must do no harm when it arrives twice, and gives its answer, the status of
    /// which is one of success.
    ///
    /// With `mayFailLate` a success whose body is an `<Error>` as a whole is a refusal: an operation that
    /// takes long is answered with 200 before its end is known. Throws `AWSRefusal`, `TransportFailure` where
    /// there is no answer, and what the credentials' source throws.
    public func send(
        _ request: HTTPRequest,
        _ body: HTTPBody = .none,
        payload: PayloadHash = .empty,
        mayFailLate: Bool = false,
        into sink: HTTPSink = .memory(limit: 1 << 20)
    ) throws -> HTTPResponse {
        var credentials = try source.credentials()
        var isRenewed = false
        var attempts = 0
        while true {
            let response = try answer(mayFailLate) { ahead in
                attempts += 1
                let response = try attempt(request, body, payload, sink, credentials, ahead)
                if response.isResent { attempts += 1 }
                return response
            }
            guard var refusal = Self.refusal(response, mayFailLate) else { return response }
            refusal.attempts = attempts
            guard refusal.isExpired, !isRenewed else { throw refusal }
            isRenewed = true
            let others = try source.credentials(insteadOf: credentials)
            if others == credentials { throw refusal }
            credentials = others
        }
    }

    private static func refusal(_ response: HTTPResponse, _ mayFailLate: Bool) -> AWSRefusal? {
        guard response.isSuccess else { return AWSRefusal(response) }
        // Errors further down are those of single items, and the caller's to read.
        guard mayFailLate, response.body.first == 0x3C,
            (try? XMLReader.read(response.body))?.name == "Error"
        else { return nil }
        return AWSRefusal(response)
    }

    /// The last answer to a request that is tried as often as it should be.
    private func answer(_ mayFailLate: Bool, _ attempt: (_ ahead: Double) throws -> HTTPResponse) throws
        -> HTTPResponse
    {
        var signedWith = 0.0
        return try retrier.run(
            at: name,
            errorCode: { Self.refusal($0, mayFailLate)?.code },
            correctingClock: { setClock($0, signedWith) }
        ) { _ in
            signedWith = ahead.withLock { $0 }
            return try attempt(signedWith)
        }
    }

    /// One try. An answer to HEAD has no body and so no reason: one byte asked for with GET brings it.
    private func attempt(
        _ request: HTTPRequest,
        _ body: HTTPBody,
        _ payload: PayloadHash,
        _ sink: HTTPSink,
        _ credentials: AWSCredentials,
        _ ahead: Double
    ) throws -> HTTPResponse {
        let time = clock.now().adding(seconds: ahead)
        let signed = try signer.signed(request, with: credentials, payload: payload, at: time)
        let response = try transport.send(signed, body, into: sink)
        guard request.method == .head, response.status == 400 || response.status == 403 else {
            return response
        }
        var again = request
        again.method = .get
        again.headers["Range"] = "bytes=0-0"
        let asked = try signer.signed(again, with: credentials, payload: .empty, at: time)
        let reason = try? transport.send(asked, .none, into: .memory(limit: 1 << 16))
        return reason.flatMap { $0.status == response.status ? $0 : nil } ?? response
    }

    /// Takes the time from an answer; false when it has none, or when it is the time that was signed.
    /// Another thread may have taken it meanwhile: what counts is what this try was signed with.
    private func setClock(_ response: HTTPResponse, _ signedWith: Double) -> Bool {
        guard let date = response.headers["Date"].flatMap(HTTPDate.parse) else { return false }
        let seconds = date.seconds(since: clock.now())
        ahead.withLock { $0 = seconds }
        return abs(seconds - signedWith) > 1
    }
}
