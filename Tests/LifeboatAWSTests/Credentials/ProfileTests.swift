import LifeboatAWS
import LifeboatCore
import LifeboatFiles
import LifeboatHTTP
import LifeboatTestSupport
import Testing

@Suite struct ProfileTests {
    private static let credentials = "/home/me/.aws/credentials"
    private static let config = "/home/me/.aws/config"
    private static let keys = """
        # comment
        [default]
        aws_access_key_id = DEFAULT
        aws_secret_access_key = hush ; a comment
        [other]
        aws_access_key_id=OTHER
        aws_secret_access_key=h#u;s=h
        aws_session_token = shh
        """

    private static func find(
        _ profile: String?,
        config: String = "",
        keys: String = ProfileTests.keys,
        _ environment: [String: String] = [:],
        transport: any HTTPTransport = ScriptedTransport([]),
        run: @escaping @Sendable ([String]) throws -> [UInt8] = { _ in [] }
    ) throws -> AWSCredentials? {
        let surroundings = World.surroundings(
            environment,
            files: [credentials: keys, self.config: config],
            transport: transport,
            run: run
        )
        return try ProfileCredentials(surroundings, profile: profile).find()
    }

    @Test func keysAreRead() throws {
        #expect(try Self.find(nil) == AWSCredentials(accessKeyID: "DEFAULT", secretAccessKey: "hush"))
        let other = AWSCredentials(accessKeyID: "OTHER", secretAccessKey: "h#u;s=h", sessionToken: "shh")
        #expect(try Self.find("other") == other)
        #expect(try Self.find(nil, ["AWS_PROFILE": "other"]) == other)
    }

    @Test func otherFilesMayBeNamed() throws {
        let surroundings = World.surroundings(
            ["AWS_CONFIG_FILE": "~/conf", "AWS_SHARED_CREDENTIALS_FILE": "/etc/keys"],
            files: ["/home/me/conf": "[profile other]\nregion = eu-west-1\n", "/etc/keys": Self.keys]
        )
        #expect(try ProfileCredentials(surroundings, profile: "other").find()?.accessKeyID == "OTHER")
        #expect(try SharedProfiles.region(surroundings, profile: "other") == "eu-west-1")
    }

    @Test(
        "the region",
        arguments: [
            ([:], nil, "d"), (["AWS_DEFAULT_REGION": "x"], nil, "x"),
            (["AWS_DEFAULT_REGION": "x", "AWS_REGION": "y"], nil, "y"), (["AWS_REGION": "y"], "p", "e"),
            (["AWS_PROFILE": "p"], nil, "e"), (["AWS_REGION": "y"], "none", "y"),
        ] as [([String: String], String?, String)]
    )
    func region(environment: [String: String], profile: String?, region: String) throws {
        let text = "[default]\nregion=d\ns3 =\n  max_concurrent_requests = 20\n[profile p]\nregion=e\n"
        let surroundings = World.surroundings(environment, files: [Self.config: text])
        #expect(try SharedProfiles.region(surroundings, profile: profile) == region)
    }

    @Test(
        "a file that is none is told with its line, and without its values",
        arguments: [
            ("[default]\nhush", 2), ("key = hush\n", 1), ("[default\nkey = hush", 1),
            ("\n\n[a]\n= hush", 4), ("[a]\n  indented = hush", 2),
        ]
    )
    func malformed(text: String, line: Int) {
        let error = #expect(throws: LifeboatError.self) { try Self.find(nil, keys: text) }
        #expect(error?.path == "\(Self.credentials):\(line)")
        #expect(error?.description.contains("hush") == false)
    }

    @Test func aProfileThatIsNamedMustBeThere() throws {
        for (profile, environment) in [("none", [:]), (nil, ["AWS_PROFILE": "none"])] {
            let error = #expect(throws: LifeboatError.self) { try Self.find(profile, environment) }
            #expect(
                error?.message.contains("none") == true && error?.hint?.contains("aws/credentials") == true
            )
        }
        #expect(try Self.find(nil, keys: "[x]\n") == nil)
        #expect(throws: LifeboatError.self) { try Self.find("x", keys: "[x]\n") }
    }

    @Test func aRoleIsAskedForWithAnotherProfilesKeys() throws {
        let transport = ScriptedTransport([World.token("AssumeRole", "ROLE")])
        let config = """
            [profile r]
            role_arn = arn:aws:iam::1:role/r
            source_profile = other
            external_id = e&x
            duration_seconds = 900
            role_session_name = me
            region = us-west-2
            """
        let found = try Self.find("r", config: config, transport: transport)
        #expect(found?.accessKeyID == "ROLE" && found?.sessionToken == "shh")
        let request = try #require(transport.requests.first)
        #expect(request.address.url == "https://sts.us-west-2.amazonaws.com/")
        #expect(request.headers["x-amz-security-token"] == "shh")
        let signature = request.headers["Authorization"] ?? ""
        #expect(signature.contains("Credential=OTHER/20260101/us-west-2/sts/aws4_request"))
        let body = String(decoding: transport.bodies.first ?? [], as: UTF8.self)
        #expect(
            body == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr"
                + "&RoleSessionName=me&ExternalId=e%26x&DurationSeconds=900"
        )
    }

    @Test func rolesMayLeadToRoles() throws {
        let transport = ScriptedTransport([
            World.token("AssumeRole", "ONE"), World.token("AssumeRole", "TWO"),
        ])
        let config = """
            [profile two]
            role_arn = arn:two
            source_profile = one
            [profile one]
            role_arn = arn:one
            source_profile = default
            """
        #expect(try Self.find("two", config: config, transport: transport)?.accessKeyID == "TWO")
        let keys = transport.requests.map { $0.headers["Authorization"]?.contains("Credential=ONE/") }
        #expect(keys == [false, true])
    }

    @Test func aRoleMayBeAskedForWithTheEnvironmentsKeys() throws {
        let transport = ScriptedTransport([World.token("AssumeRole", "ROLE")])
        let environment = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "hush"]
        let config = "[profile r]\nrole_arn=arn:r\ncredential_source=Environment\n"
        #expect(try Self.find("r", config: config, environment, transport: transport)?.accessKeyID == "ROLE")
        #expect(transport.requests.first?.headers["Authorization"]?.contains("=ENV/") == true)
    }

    @Test(
        "what cannot be used is an error",
        arguments: [
            ("role_arn=arn:r", "no source_profile"), ("role_arn=arn:r\nsource_profile=none", "none"),
            ("role_arn=arn:r\nsource_profile=p", "no credentials"),
            (
                "role_arn=arn:r\nsource_profile=q\n[profile q]\nrole_arn=arn:q\nsource_profile=p",
                "leads to itself"
            ),
            ("role_arn=arn:r\ncredential_source=Moon", "Moon"),
            ("role_arn=arn:r\ncredential_source=Environment", "finds no credentials"),
            ("role_arn=arn:r\nsource_profile=other\nmfa_serial=x", "asks for a code"),
            ("sso_session=x", "browser"), ("sso_start_url=x", "browser"),
            ("role_arn=arn:r\nsource_profile=other", "cannot connect"),
        ]
    )
    func unusable(settings: String, words: String) {
        let error = #expect(throws: LifeboatError.self) {
            try Self.find("p", config: "[profile p]\n\(settings)\n")
        }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        #expect(error?.description.contains("h#u") == false && error?.hint != nil)
    }

    @Test func aRefusedRoleSaysWhy() {
        let transport = ScriptedTransport([.refusal(403, "AccessDenied")])
        let error = #expect(throws: LifeboatError.self) {
            try Self.find(
                "p",
                config: "[profile p]\nrole_arn=arn:r\nsource_profile=other",
                transport: transport
            )
        }
        #expect(error?.path == "arn:r" && error?.message.contains("AccessDenied") == true)
    }

    @Test func aProgramMayGiveTheKeys() throws {
        let config = "[profile p]\ncredential_process = /opt/bin/get \"a b\" 'c\\d' e\\ f --x=\"\"\n"
        let document = """
            {"Version":1,"AccessKeyId":"PROC","SecretAccessKey":"hush","SessionToken":"shh",
             "Expiration":"2026-01-01T15:00:00+02:00"}
            """
        let found = try Self.find("p", config: config) { words in
            #expect(words == ["/opt/bin/get", "a b", "c\\d", "e f", "--x="])
            return Array(document.utf8)
        }
        #expect(found?.accessKeyID == "PROC" && found?.expires == Timestamp("2026-01-01T13:00:00Z"))
    }

    @Test(
        "a program that gives none is an error without its words",
        arguments: [
            "", "{}", "hush", "{\"Version\":1}",
            "{\"Version\":2,\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"hush\"}",
            "{\"Version\":1,\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"hush\",\"Expiration\":\"soon\"}",
        ]
    )
    func brokenPrograms(output: String) {
        let config = "[profile p]\ncredential_process = get hush\n"
        let error = #expect(throws: LifeboatError.self) {
            try Self.find("p", config: config) { _ in Array(output.utf8) }
        }
        #expect(error?.description.contains("hush") == false && error?.hint != nil)
    }

    @Test func aRealProgramIsRun() throws {
        try withScratchDirectory { path in
            let script =
                "printf '{\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"s\"}' \"$1$X\""
            try Directory(path).write(Array(script.utf8), to: FileName("get"), replacing: true)
            var surroundings = CredentialSurroundings(
                environment: ["PATH": "/usr/bin:/bin", "X": "Y"],
                home: path,
                transport: ScriptedTransport([]),
                metadata: ScriptedTransport([]),
                clock: ManualClock(World.noon),
                retrier: .immediate(ManualClock(World.noon)),
                cancellation: Cancellation()
            )
            let output = try surroundings.run(["sh", "\(path)/get", "A B"])
            #expect(String(decoding: output, as: UTF8.self).contains("\"A BY\""))
            let error = #expect(throws: LifeboatError.self) { try surroundings.run(["false"]) }
            #expect(error?.hint?.contains("by hand") == true)
            #expect(throws: LifeboatError.self) { try surroundings.run(["no-such-program-here"]) }
            surroundings.environment = [:]
            #expect(try surroundings.readFile("\(path)/get")?.count == script.utf8.count)
            #expect(try surroundings.readFile("\(path)/none") == nil)
        }
    }
}
