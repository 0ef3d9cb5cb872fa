import LifeboatAWS
import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import Testing

@Suite struct SignedTransportTests {
    private static let noon = Timestamp("2026-01-01T12:00:00Z") ?? Timestamp(milliseconds: 0)
    private static let request = HTTPRequest(.get, HTTPAddress(isSecure: true, host: "h", path: "/k"))

    @Test func whatPassesIsTriedAgainAndSignedAnew() throws {
        let transport = ScriptedTransport([
            HTTPResponse(503), .refusal(400, "RequestTimeout"), HTTPResponse(200, [:], "done"),
        ])
        let clock = ManualClock(Self.noon)
        let answer = try Self.signed(transport, clock, pausing: { clock.advance(seconds: 60) })
            .send(Self.request)
        #expect(answer.body == Array("done".utf8))
        let dates = transport.requests.compactMap { $0.headers["x-amz-date"] }
        #expect(dates == ["20260101T120000Z", "20260101T120100Z", "20260101T120200Z"])
    }

    @Test func aSuccessThatTellsOfAFailureIsTriedAgainWhereThatCanBe() throws {
        let late = HTTPResponse.refusal(200, "InternalError")
        let transport = ScriptedTransport([late, HTTPResponse(200, [:], "<Done/>"), late])
        let signed = Self.signed(transport, ManualClock(Self.noon))
        let answer = try signed.send(Self.request, mayFailLate: true)
        #expect(answer.body == Array("<Done/>".utf8))
        #expect(try signed.send(Self.request).body == late.body)
    }

    @Test func aRefusalIsThrownAtOnce() throws {
        let transport = ScriptedTransport([.refusal(403, "AccessDenied"), HTTPResponse(200)])
        let error = #expect(throws: AWSRefusal.self) {
            try Self.signed(transport, ManualClock(Self.noon)).send(Self.request)
        }
        #expect(error == AWSRefusal(status: 403, code: "AccessDenied", message: "Because"))
        #expect(transport.requests.count == 1)
    }

    @Test func aClockThatDiffersIsCorrectedWithTheRetrierToo() throws {
        let later: HTTPHeaders = ["Date": "Thu, 01 Jan 2026 13:00:00 GMT"]
        let transport = ScriptedTransport([
            .refusal(403, "RequestTimeTooSkewed", later), HTTPResponse(503), HTTPResponse(200),
        ])
        _ = try Self.signed(transport, ManualClock(Self.noon)).send(Self.request)
        let dates = transport.requests.compactMap { $0.headers["x-amz-date"] }
        #expect(dates == ["20260101T120000Z", "20260101T130000Z", "20260101T130000Z"])
    }

    @Test func theSecretIsInNoErrorAndNoRequest() throws {
        let transport = ScriptedTransport([.refusal(403, "SignatureDoesNotMatch")])
        let error = #expect(throws: AWSRefusal.self) {
            try Self.signed(transport, ManualClock(Self.noon)).send(Self.request)
        }
        #expect(!"\(String(describing: error)) \(transport.requests)".contains("hush"))
    }

    private static func signed(
        _ transport: ScriptedTransport,
        _ clock: ManualClock,
        pausing: @escaping @Sendable () -> Void = {}
    ) -> SignedTransport {
        SignedTransport(
            transport,
            credentials: FixedCredentials(AWSCredentials(accessKeyID: "AKID", secretAccessKey: "hush")),
            signer: RequestSigner(region: "us-east-1", service: "s3"),
            clock: clock,
            retrier: Retrier(
                budget: RetryBudget(),
                time: NoTime(pausing: pausing),
                clock: clock,
                random: SeededGenerator(seed: 1)
            )
        )
    }

    /// Time that passes only in pauses, and takes none.
    private struct NoTime: RetryTime {
        let pausing: @Sendable () -> Void
        var seconds: Double { 0 }
        func sleep(_ seconds: Double) { pausing() }
    }
}
