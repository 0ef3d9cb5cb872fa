import LifeboatAWS
import LifeboatCore
import LifeboatFiles
import LifeboatHTTP
import LifeboatTestSupport

/// Surroundings that are all made up.
enum World {
    static let noon = Timestamp("2026-01-01T12:00:00Z") ?? Timestamp(milliseconds: 0)

    /// Nothing but what is given; the home is `/home/me`.
    static func surroundings(
        _ environment: [String: String] = [:],
        files: [String: String] = [:],
        transport: any HTTPTransport = ScriptedTransport([]),
        metadata: any HTTPTransport = ScriptedTransport([]),
        clock: any WallClock = ManualClock(noon),
        run: @escaping @Sendable ([String]) throws -> [UInt8] = { _ in
            throw LifeboatError(.failed, "nothing is run here")
        }
    ) -> CredentialSurroundings {
        var surroundings = CredentialSurroundings(
            environment: environment,
            home: "/home/me",
            transport: transport,
            metadata: metadata,
            clock: clock,
            retrier: .immediate(clock),
            cancellation: Cancellation()
        )
        surroundings.readFile = { files[$0].map { Array($0.utf8) } }
        surroundings.run = run
        return surroundings
    }

    /// The document of a container or an instance.
    static func document(_ id: String, expires: String = "2026-01-01T18:00:00Z") -> String {
        """
        {"Code":"Success","AccessKeyId":"\(id)","SecretAccessKey":"hush","Token":"shh",
         "Expiration":"\(expires)"}
        """
    }

    /// The answer of STS.
    static func token(_ action: String, _ id: String) -> HTTPResponse {
        HTTPResponse(
            200,
            [:],
            """
            <\(action)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
            <\(action)Result><Credentials>
            <AccessKeyId>\(id)</AccessKeyId><SecretAccessKey>hush</SecretAccessKey>
            <SessionToken>shh</SessionToken><Expiration>2026-01-01T13:00:00Z</Expiration>
            </Credentials></\(action)Result></\(action)Response>
            """
        )
    }
}
