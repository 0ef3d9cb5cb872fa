extension PolicyDecoder {
    /// `encryption:` of an object store; `tier` is the section that it stands in.
    mutating func encryption(_ value: YAMLValue, _ tier: Section) -> ObjectStoreEncryption? {
        let keys = ["sse", "key", "customerKey"]
        guard let section = section(value, tier.path("encryption"), keys: keys) else { return nil }
        require(section, "sse", hint: "add sse: AES256, sse: aws:kms or sse: SSE-C")
        guard let sse = text(section["sse"], section.path("sse")) else { return nil }
        let known = ["AES256", "aws:kms", ObjectStoreEncryption.customer]
        guard known.contains(sse) else {
            bad(
                section,
                "sse",
                "policy.choice",
                "\(Quote.text(sse)) is not one of \(known.joined(separator: ", "))",
                hint: Suggestion.near(sse, known).map(Suggestion.question) ?? ""
            )
            return nil
        }
        let key = label(section, "key")
        if key != nil, sse != "aws:kms" {
            bad(section, "key", "policy.encryption", "only aws:kms has a key", hint: "write sse: aws:kms")
        }
        return ObjectStoreEncryption(sse: sse, key: key, customerKey: customerKey(section, sse, tier))
    }

    private mutating func customerKey(_ section: Section, _ sse: String, _ tier: Section) -> SecretReference?
    {
        let name = "customerKey"
        guard sse == ObjectStoreEncryption.customer else {
            if section[name] != nil {
                bad(
                    section,
                    name,
                    "policy.encryption",
                    "only SSE-C has a customer's key",
                    hint: "write sse: SSE-C"
                )
            }
            return nil
        }
        require(section, name, hint: "add customerKey: file:PATH, with 32 bytes in base64")
        if case .scalar(let endpoint)? = tier["endpoint"]?.content, endpoint.hasPrefix("http://") {
            bad(
                section,
                "sse",
                "policy.encryption",
                "the key would go over plain HTTP with every request",
                hint: "use an endpoint with https://"
            )
        }
        return secret(section, name)
    }

    /// `lock:` of an object store.
    mutating func lock(_ value: YAMLValue, _ path: String) -> ObjectLockRule? {
        guard let section = section(value, path, keys: ["mode", "for"]) else { return nil }
        require(section, "mode", hint: "add mode: governance or mode: compliance")
        require(section, "for", hint: "add for: 30d")
        guard let mode = choice(section, "mode", of: ObjectLockRule.Mode.self),
            let seconds = duration(section, "for")
        else { return nil }
        return ObjectLockRule(mode: mode, seconds: seconds)
    }
}
