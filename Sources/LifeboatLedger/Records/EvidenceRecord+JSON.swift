public import LifeboatCore

extension EvidenceRecord {
    /// The payload that is signed.
    public var json: JSON {
        .object([
            "schema": .string(Self.schema), "signer": .string(signer.text),
            "publicKey": .string(publicKey.description), "sequence": .number(sequence),
            "previous": .optional(previous?.hex), "time": .string(time.description), "host": .string(host),
            "kind": .string(kind.rawValue), "heads": ChainHead.json(heads), "body": body,
        ])
    }

    /// Reads a payload. Members that it does not know are left alone.
    ///
    /// Throws `unsupported` for another schema or kind, `corrupt` for anything missing or malformed.
    /// That `signer` belongs to `publicKey` is for the caller to check.
    init(json: JSON) throws {
        let schema = try json.string("schema")
        guard schema == Self.schema else {
            throw LifeboatError(
                .unsupported,
                "has the schema \"\(Printable.text(schema))\"; this program knows \(Self.schema)",
                hint: "Verify it with a newer lifeboat."
            )
        }
        let kindText = try json.string("kind")
        guard let kind = EvidenceKind(rawValue: kindText) else {
            throw LifeboatError(
                .unsupported,
                "is evidence of the unknown kind \"\(Printable.text(kindText))\"",
                hint: "Verify it with a newer lifeboat."
            )
        }
        guard let publicKey = PublicKey(try json.string("publicKey")) else {
            throw Self.malformed("publicKey")
        }
        guard let time = Timestamp(try json.string("time")) else { throw Self.malformed("time") }
        guard try json.int("sequence") > 0 else { throw Self.malformed("sequence") }
        guard let body = json["body"] else { throw Self.malformed("body") }
        self.init(
            publicKey: publicKey,
            sequence: try json.int("sequence"),
            previous: try Self.previous(json["previous"]),
            time: time,
            host: try json.string("host"),
            kind: kind,
            heads: try ChainHead.heads(json: json["heads"] ?? .null),
            body: body
        )
    }

    private static func previous(_ value: JSON?) throws -> Digest? {
        if value == .null { return nil }
        guard let digest = value?.stringValue.flatMap({ Digest(hex: $0) }) else {
            throw malformed("previous")
        }
        return digest
    }

    private static func malformed(_ key: String) -> LifeboatError {
        LifeboatError(.corrupt, "\"\(key)\" is missing or malformed")
    }
}
