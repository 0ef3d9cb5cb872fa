import LifeboatAWS
import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import Testing

@Suite struct ChainTests {
    private static let keys = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "hush"]
    private static let files = [
        "/home/me/.aws/credentials": "[default]\naws_access_key_id=FILE\naws_secret_access_key=hush\n"
    ]

    @Test func theUsualOrderCounts() throws {
        var environment = Self.keys
        let all = World.surroundings(environment, files: Self.files)
        #expect(try CredentialChain.standard(all).find()?.accessKeyID == "ENV")
        environment = [:]
        let some = World.surroundings(environment, files: Self.files)
        #expect(try CredentialChain.standard(some).find()?.accessKeyID == "FILE")
        // A profile that the policy names counts before the environment.
        let named = World.surroundings(Self.keys, files: Self.files)
        #expect(try CredentialChain.standard(named, profile: "default").find()?.accessKeyID == "FILE")
        #expect(try CredentialChain.standard(World.surroundings()).find() == nil)
    }

    @Test func aSessionTokenGoesAlong() throws {
        let provider = EnvironmentCredentials(
            World.surroundings(Self.keys.merging(["AWS_SESSION_TOKEN": "shh"]) { $1 })
        )
        #expect(try provider.find()?.sessionToken == "shh")
    }

    @Test(
        "half a key is an error and not the next place",
        arguments: [
            ["AWS_ACCESS_KEY_ID": "x"], ["AWS_SECRET_ACCESS_KEY": "hush"],
            ["AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": ""],
        ]
    )
    func halfAKey(environment: [String: String]) {
        let error = #expect(throws: LifeboatError.self) {
            try CredentialChain.standard(World.surroundings(environment, files: Self.files)).find()
        }
        #expect(error?.message.contains("hush") == false && error?.hint != nil)
    }

    @Test func theContainerIsAskedWithItsToken() throws {
        let transport = ScriptedTransport([HTTPResponse(200, [:], World.document("BOX"))])
        let surroundings = World.surroundings(
            [
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/x?a=b",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/run/token",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "other",
            ],
            files: ["/run/token": "secret\n"],
            metadata: transport
        )
        let found = try #require(try ContainerCredentials(surroundings).find())
        #expect(found.accessKeyID == "BOX" && found.sessionToken == "shh")
        #expect(found.expires == Timestamp("2026-01-01T18:00:00Z"))
        let request = try #require(transport.requests.first)
        #expect(request.address.url == "http://169.254.170.2/v2/credentials/x?a=b")
        #expect(request.headers["Authorization"] == "secret")
    }

    @Test(
        "no token goes to a stranger in the clear",
        arguments: [
            ("http://127.0.0.1:9/x", true), ("http://localhost/x", true), ("http://169.254.170.23/x", true),
            ("http://[fd00:ec2::23]/x", true), ("https://example.com/x", true),
            ("http://example.com/x", false),
            ("http://169.254.169.254/x", false), ("http://127.0.0.1.example.com/x", false),
            ("ftp://x", false),
        ]
    )
    func strangers(url: String, isAsked: Bool) {
        let transport = ScriptedTransport([HTTPResponse(200, [:], World.document("BOX"))])
        let surroundings = World.surroundings(
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI": url, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "secret"],
            metadata: transport
        )
        let found = try? ContainerCredentials(surroundings).find()
        #expect((found != nil) == isAsked && transport.requests.isEmpty == !isAsked)
    }

    @Test func theInstanceIsAskedWithASessionAlone() throws {
        let transport = Self.instance
        let found = try CredentialChain.standard(World.surroundings(metadata: transport)).find()
        #expect(found?.accessKeyID == "HOST" && found?.sessionToken == "shh")
        #expect(
            transport.requests.filter { $0.method == .put }.allSatisfy {
                $0.address.path == "/latest/api/token"
            }
        )
        let gets = transport.requests.filter { $0.method == .get }
        #expect(gets.allSatisfy { $0.headers["X-aws-ec2-metadata-token"] == "session" } && gets.count == 2)
        #expect(transport.requests.allSatisfy { $0.address.host == "169.254.169.254" })
    }

    @Test func theInstanceIsNotAskedWhereThatIsSwitchedOff() throws {
        let transport = Self.instance
        let surroundings = World.surroundings(["AWS_EC2_METADATA_DISABLED": "true"], metadata: transport)
        #expect(try InstanceCredentials(surroundings).find() == nil && transport.requests.isEmpty)
    }

    @Test(
        "an instance without a role, and a machine that is none, have nothing",
        arguments: [
            [HTTPResponse(404)], [], [HTTPResponse(200, [:], "session"), HTTPResponse(404)],
            [HTTPResponse(200, [:], "two\nlines")],
        ]
    )
    func nothing(answers: [HTTPResponse]) throws {
        let surroundings = World.surroundings(metadata: ScriptedTransport(answers))
        #expect(try InstanceCredentials(surroundings).find() == nil)
    }

    @Test func aWebIdentityIsTakenToTheTokenService() throws {
        let transport = ScriptedTransport([World.token("AssumeRoleWithWebIdentity", "POD")])
        let surroundings = World.surroundings(
            [
                "AWS_WEB_IDENTITY_TOKEN_FILE": "/run/jwt", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r",
                "AWS_REGION": "eu-west-1", "AWS_ROLE_SESSION_NAME": "me",
            ],
            files: ["/run/jwt": "jwt.jwt.jwt"],
            transport: transport
        )
        let found = try #require(try CredentialChain.standard(surroundings).find())
        #expect(found.accessKeyID == "POD" && found.expires == Timestamp("2026-01-01T13:00:00Z"))
        #expect(transport.requests.first?.address.url == "https://sts.eu-west-1.amazonaws.com/")
        #expect(transport.requests.first?.headers["Authorization"] == nil)
        let body = String(decoding: transport.bodies.first ?? [], as: UTF8.self)
        #expect(
            body == "Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
                + "&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr&RoleSessionName=me&WebIdentityToken=jwt.jwt.jwt"
        )
    }

    @Test func aTokenServiceThatIsBusyIsAskedAgain() throws {
        let transport = ScriptedTransport([
            HTTPResponse(503), .refusal(400, "IDPCommunicationError"),
            World.token("AssumeRoleWithWebIdentity", "POD"),
        ])
        #expect(try Self.pod([:], transport).find()?.accessKeyID == "POD")
        #expect(transport.requests.count == 3)
        let refused = ScriptedTransport([.refusal(403, "AccessDenied")])
        let error = #expect(throws: LifeboatError.self) { try Self.pod([:], refused).find() }
        #expect(error?.message.contains("AccessDenied") == true && refused.requests.count == 1)
    }

    @Test(
        "the variable with the malformed address is named",
        arguments: [
            (["AWS_ENDPOINT_URL_STS": "x"], "AWS_ENDPOINT_URL_STS is"),
            (["AWS_ENDPOINT_URL": "x"], "AWS_ENDPOINT_URL is"),
        ]
    )
    func malformedEndpoints(environment: [String: String], words: String) {
        let error = #expect(throws: LifeboatError.self) {
            try Self.pod(environment, ScriptedTransport([])).find()
        }
        #expect(error?.message.contains(words) == true && error?.hint != nil)
    }

    @Test(
        "what cannot be used says what to do",
        arguments: [
            ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "x"], ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "x"],
            ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"], ["AWS_WEB_IDENTITY_TOKEN_FILE": "/run/jwt"],
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "/none", "AWS_ROLE_ARN": "r"],
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "/run/two", "AWS_ROLE_ARN": "r"],
            ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "x"],
        ]
    )
    func hints(environment: [String: String]) {
        let surroundings = World.surroundings(
            environment,
            files: ["/run/two": "two words"],
            metadata: ScriptedTransport([HTTPResponse(500)])
        )
        let error = #expect(throws: LifeboatError.self) {
            try CredentialChain.standard(surroundings).find()
        }
        #expect(error?.hint != nil)
    }

    private static func pod(_ more: [String: String], _ transport: ScriptedTransport)
        -> WebIdentityCredentials
    {
        let own = ["AWS_WEB_IDENTITY_TOKEN_FILE": "/run/jwt", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r"]
        return WebIdentityCredentials(
            World.surroundings(
                own.merging(more) { $1 },
                files: ["/run/jwt": "jwt.jwt.jwt"],
                transport: transport
            )
        )
    }

    private static var instance: ScriptedTransport {
        ScriptedTransport { request, _ in
            switch request.address.path {
            case "/latest/api/token": HTTPResponse(200, [:], "session")
            case "/latest/meta-data/iam/security-credentials/": HTTPResponse(200, [:], "role\n")
            case "/latest/meta-data/iam/security-credentials/role":
                HTTPResponse(200, [:], World.document("HOST"))
            default: HTTPResponse(404)
            }
        }
    }
}
