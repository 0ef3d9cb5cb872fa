import LifeboatCore
import Testing

@testable import LifeboatLedger

@Suite("Envelope")
struct EnvelopeTests {
    @Test("signs the bytes of the specification's example")
    func preAuthentication() {
        let bytes = Envelope.preAuthentication("http://example.com/HelloWorld", Array("hello world".utf8))
        #expect(
            String(decoding: bytes, as: UTF8.self) == "DSSEv1 29 http://example.com/HelloWorld 11 hello world"
        )
    }

    @Test("counts bytes, not characters")
    func lengths() {
        let bytes = Envelope.preAuthentication("é", Array("ü".utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == "DSSEv1 2 é 2 ü")
    }

    @Test("comes back as it was written")
    func roundTrip() throws {
        let signer = try LedgerFixture.signer()
        let envelope = try Envelope(signing: Array("{}".utf8), by: signer)
        let read = try Envelope(parsing: envelope.bytes)
        #expect(read.payload == Array("{}".utf8))
        #expect(read.signer == signer.id)
        #expect(read.isSigned(by: signer.publicKey))
        #expect(try !read.isSigned(by: LedgerFixture.signer(2).publicKey))
    }

    @Test(
        "refuses every other spelling of the same envelope",
        arguments: [
            { " " + $0 }, { $0 + "\n" },
            { $0.replacing("\"payload\":", with: "\"extra\":1,\"payload\":") },
            { $0.replacing("application/vnd.lifeboat.evidence+json", with: "application/json") },
            { $0.replacing("e30=", with: "e31=") },
            { $0.replacing("signatures\":[", with: "signatures\":[{\"keyid\":\"\",\"sig\":\"\"},") },
        ] as [@Sendable (String) -> String]
    )
    func spellings(_ change: @Sendable (String) -> String) throws {
        let text = String(
            decoding: try Envelope(signing: Array("{}".utf8), by: LedgerFixture.signer()).bytes,
            as: UTF8.self
        )
        #expect(change(text) != text)
        #expect(throws: LifeboatError.self) { try Envelope(parsing: Array(change(text).utf8)) }
    }
}
