extension PolicyDecoder {
    mutating func objectStore(_ section: Section) -> ObjectStoreSettings {
        require(section, "url", hint: "add url: s3://bucket/prefix")
        return ObjectStoreSettings(
            url: bucketURL(section) ?? "",
            endpoint: endpoint(section),
            region: label(section, "region"),
            storageClass: label(section, "storageClass"),
            encryption: section["encryption"].flatMap { encryption($0, section) },
            credentials: credentials(section),
            addressing: choice(section, "addressing", of: BucketAddressing.self),
            certificates: path(section, "certificates"),
            lock: section["lock"].flatMap { lock($0, section.path("lock")) },
            bandwidth: bandwidth(section, "bandwidth")
        )
    }

    private mutating func bucketURL(_ section: Section) -> String? {
        guard let text = text(section["url"], section.path("url")) else { return nil }
        if holdsSecret(text, section, "url") { return nil }
        let bucket = text.dropFirst(5).prefix { $0 != "/" }
        let isBucket = bucket.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
        }
        if text.hasPrefix("s3://"), isBucket, (3...63).contains(bucket.utf8.count), !Self.hasQuery(text) {
            return text
        }
        bad(
            section,
            "url",
            "policy.url",
            "has to be the URL of a bucket",
            hint: "write url: s3://bucket/prefix"
        )
        return nil
    }

    private mutating func endpoint(_ section: Section) -> String? {
        guard let text = text(section["endpoint"], section.path("endpoint")) else { return nil }
        if holdsSecret(text, section, "endpoint") { return nil }
        let scheme = text.hasPrefix("https://") ? 8 : text.hasPrefix("http://") ? 7 : 0
        let host = text.dropFirst(scheme)
        if scheme > 0, !host.isEmpty, !host.contains(where: { $0 == " " || $0 == "/" }), !Self.hasQuery(text)
        {
            return text
        }
        bad(
            section,
            "endpoint",
            "policy.url",
            "has to be the address of a store, without a path",
            hint: "write endpoint: https://host:9000"
        )
        return nil
    }

    /// A user and password inside a URL are a secret, and are not shown.
    private mutating func holdsSecret(_ text: String, _ section: Section, _ key: String) -> Bool {
        guard text.contains("@") else { return false }
        bad(
            section,
            key,
            "policy.literal-secret",
            "the URL holds a user or password",
            hint: "take it out, name it under credentials, and replace a secret that has been in this file"
        )
        return true
    }

    private static func hasQuery(_ text: String) -> Bool { text.contains("?") || text.contains("#") }

    private mutating func credentials(_ section: Section) -> ObjectStoreCredentials {
        let direct = label(section, "profile")
        guard let value = section["credentials"] else { return direct.map { .profile($0) } ?? .standard }
        if direct != nil {
            bad(
                section,
                "profile",
                "policy.credentials",
                "credentials are given as well",
                hint: "keep profile or credentials, not both"
            )
        }
        let keys = ["accessKeyId", "secretAccessKey", "sessionToken", "profile"]
        guard let inner = self.section(value, section.path("credentials"), keys: keys) else {
            return .standard
        }
        if inner["profile"] != nil { return profile(inner) }
        require(
            inner,
            "accessKeyId",
            hint: "add accessKeyId: env:NAME, or write profile: NAME instead of keys"
        )
        require(inner, "secretAccessKey", hint: "add secretAccessKey: env:NAME")
        let id = secret(inner, "accessKeyId")
        let key = secret(inner, "secretAccessKey")
        let token = secret(inner, "sessionToken")
        guard let id, let key else { return .standard }
        return .keys(accessKeyId: id, secretAccessKey: key, sessionToken: token)
    }

    private mutating func profile(_ section: Section) -> ObjectStoreCredentials {
        for key in ["accessKeyId", "secretAccessKey", "sessionToken"] where section[key] != nil {
            bad(
                section,
                key,
                "policy.credentials",
                "a profile is given as well",
                hint: "keep the profile or the keys"
            )
        }
        return label(section, "profile").map { .profile($0) } ?? .standard
    }
}
