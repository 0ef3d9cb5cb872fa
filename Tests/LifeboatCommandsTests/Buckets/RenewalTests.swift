internal import LifeboatCore
internal import LifeboatTestSupport
internal import Synchronization
internal import Testing

/// Credentials that a machine, a container or a token service gives, and that end in the middle of the work.
@Suite("Credentials that end")
struct RenewalTests {
    @Test(
        "a protect whose token ends goes on with the next one",
        arguments: ["container", "instance", "web"]
    )
    func renewed(kind: String) throws {
        try withScratchDirectory { scratch in
            let moto = try MotoServer.shared()
            let bucket = try TestBucket(on: moto)
            let proxy = try FaultProxy(to: moto)
            let issuer = try Issuer(kind == "web" ? moto.port : nil)
            let node = try BucketNode(
                at: scratch,
                bucket: bucket.name,
                prefix: "vault",
                access: bucket.server.access(.writer).at(proxy.endpoint),
                variables: issuer.variables(kind, token: "\(scratch)/token")
            )
            try node.site.write("a.b.c\n", to: "token")
            proxy.follow(FaultPlan { $0.number == 12 ? .refusal(status: 403, code: "ExpiredToken") : nil })
            let protect = node.run("protect")
            #expect(protect.status == 0, "\(protect.notes)\(proxy.story)")
            #expect(proxy.faults.count == 1 && issuer.issued >= 2)
            #expect(try bucket.keys("vault/points/").count == 1)
        }
    }

    /// Gives other keys each time it is asked: as the agent of a container, as the service of an instance, or
    /// by passing requests on to a token service.
    private final class Issuer: Sendable {
        private final class Count: Sendable { let value = Atomic(0) }

        private let server: LoopbackServer
        private let count = Count()

        init(_ service: Int?) throws {
            let count = count
            server = try LoopbackServer { connection in
                if let service {
                    count.value.add(1, ordering: .relaxed)
                    return try connection.relay(with: LoopbackConnection(connectingTo: service))
                }
                while let request = try connection.request() {
                    try connection.answer(200, Array(Self.answer(request, count).utf8))
                }
            }
        }

        /// How often keys were given.
        var issued: Int { count.value.load(ordering: .relaxed) }

        /// What leads to them; `token` is the path of a token's file.
        func variables(_ kind: String, token: String) -> [String: String] {
            let url = "http://127.0.0.1:\(server.port)"
            switch kind {
            case "container": return ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(url)/role"]
            case "instance": return ["AWS_EC2_METADATA_SERVICE_ENDPOINT": url]
            default:
                return [
                    "AWS_WEB_IDENTITY_TOKEN_FILE": token, "AWS_ENDPOINT_URL_STS": url,
                    "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/trainer",
                ]
            }
        }

        private static func answer(_ request: LoopbackRequest, _ count: Count) -> String {
            if request.method == "PUT" { return "session" }
            if request.target.hasSuffix("security-credentials/") { return "trainer" }
            let number = count.value.add(1, ordering: .relaxed).newValue
            return """
                {"Code": "Success", "AccessKeyId": "ASIA\(number)", "SecretAccessKey": "s", "Token": "t",
                "Expiration": "2090-01-01T00:00:00Z"}
                """
        }
    }
}
