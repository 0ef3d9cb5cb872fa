import LifeboatAWS
import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import Testing

/// Roles of a token service that is not ours.
@Suite struct RoleServerTests {
    @Test func rolesAreAssumedBothWays() throws {
        let server = try MotoServer.shared()
        let role = "arn:aws:iam::123456789012:role/trainer"
        let config = """
            [profile r]
            role_arn = \(role)
            source_profile = keys
            [profile w]
            role_arn = \(role)
            web_identity_token_file = ~/jwt
            [profile keys]
            aws_access_key_id = LIFEBOATADMINKEY
            aws_secret_access_key = secret
            """
        var surroundings = World.surroundings(
            ["AWS_ENDPOINT_URL_STS": server.endpoint],
            files: ["/home/me/.aws/config": config, "/home/me/jwt": "a.b.c"]
        )
        surroundings.transport = CurlTransport(
            TransportSettings(version: "test"),
            cancellation: Cancellation()
        )
        surroundings.clock = SystemClock()
        for profile in ["r", "w"] {
            let found = try #require(try ProfileCredentials(surroundings, profile: profile).find())
            #expect(found.accessKeyID.hasPrefix("ASIA") && found.sessionToken?.isEmpty == false)
            #expect((found.expires?.seconds(since: SystemClock().now()) ?? 0) > 600)
        }
    }
}
