import LifeboatAWS
import LifeboatCore
import LifeboatFiles
import LifeboatHTTP
import LifeboatTestSupport
import Synchronization
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

    @Test func anErrorOfOneItemIsNoFailureOfAll() throws {
        let text = "<DeleteResult><Error><Code>InternalError</Code></Error></DeleteResult>"
        let transport = ScriptedTransport([HTTPResponse(200, [:], text)])
        let answer = try Self.signed(transport, ManualClock(Self.noon)).send(Self.request, mayFailLate: true)
        #expect(answer.body == Array(text.utf8))
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

    @Test func twoThreadsWithTheSameWrongClockAreBothCorrected() throws {
        let skewed = HTTPResponse.refusal(
            403,
            "RequestTimeTooSkewed",
            ["Date": "Thu, 01 Jan 2026 13:00:00 GMT"]
        )
        let early = Mutex(0)
        let transport = ScriptedTransport { request, _ in
            guard request.headers["x-amz-date"] == "20260101T120000Z" else { return HTTPResponse(200) }
            early.withLock { $0 += 1 }
            // Neither is told before both have signed.
            for _ in 0..<10_000 where early.withLock({ $0 }) < 2 { Pause.seconds(0.001) }
            return skewed
        }
        let signed = Self.signed(transport, ManualClock(Self.noon))
        let answers = try Workers(width: 2).map(2) { _ in try signed.send(Self.request).status }
        #expect(answers == [200, 200] && transport.requests.count == 4)
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
            retrier: .immediate(clock, pausing: pausing)
        )
    }
}
