internal import LifeboatCore

extension PolicyDecoder {
    mutating func evidence(_ value: YAMLValue, _ draft: inout PolicyDraft) {
        guard let section = section(value, "evidence", keys: ["key", "trust", "to"]) else { return }
        let trust = texts(section, "trust", example: "trust: [\"ed25519:...\"]").filter { entry in
            guard !Self.isPublicKey(entry.value) else { return true }
            log.error(
                "policy.public-key",
                element(section["trust"], entry.keyPath) ?? section.position,
                entry.keyPath,
                "this is no public key",
                hint:
                    "write ed25519: and the base64 of its 32 bytes, as the first `lifeboat protect` prints it"
            )
            return false
        }
        draft.evidenceTiers = texts(section, "to", example: "to: [disk]")
        let writable = draft.tiers.map(\.value).filter(\.isWritable).map(\.name)
        if case .list(let elements)? = section["to"]?.content, elements.isEmpty {
            let hint = "name a tier, or remove the key for every tier that can be written"
            bad(section, "to", "policy.evidence", "evidence would go nowhere", hint: hint)
        }
        draft.evidence = EvidenceSettings(
            key: secret(section, "key"),
            trust: trust.map(\.value),
            to: section["to"] == nil ? writable : draft.evidenceTiers.map(\.value)
        )
    }

    private static func isPublicKey(_ text: String) -> Bool {
        guard text.hasPrefix("ed25519:") else { return false }
        return Base64.decode(String(text.dropFirst(8)))?.count == 32
    }

    mutating func notify(_ root: Section) -> [Placed<NotifyRule>] {
        let keys = ["kind", "url", "secret", "on"]
        let example = "- { kind: dingtalk, url: env:DING_URL }"
        return list(root, "notify", example: example).enumerated().compactMap { index, value in
            let path = KeyPaths.element("notify", index)
            guard let section = section(value, path, keys: keys) else { return nil }
            require(section, "kind", hint: "add kind: dingtalk or another one")
            require(section, "url", hint: "add url: env:NAME")
            let kind = choice(section, "kind", of: NotifyKind.self)
            let url = secret(section, "url")
            let secret = secret(section, "secret")
            let on = events(section)
            guard let kind, let url else { return nil }
            return Placed(keyPath: path, value: NotifyRule(kind: kind, url: url, secret: secret, on: on))
        }
    }

    private mutating func events(_ section: Section) -> [NotifyEvent] {
        guard section["on"] != nil else { return NotifyEvent.allCases }
        return texts(section, "on", example: "on: [failure, recovery]").compactMap { entry in
            let position = element(section["on"], entry.keyPath) ?? section.position
            return choice(
                YAMLValue(content: .scalar(entry.value), position: position),
                entry.keyPath,
                of: NotifyEvent.self
            )
        }
    }
}
