internal import LifeboatAWS
internal import LifeboatCore
internal import LifeboatHTTP

extension S3Client {
    /// The retention of an object or one version of it, or nil without one (GetObjectRetention).
    public func retention(_ key: String, version: String? = nil) throws -> S3Retention? {
        var request = S3Request(.get, key, .init("retention"))
        request.ask("versionId", version)
        guard let answer = try lockDocument(request) else { return nil }
        return S3Retention(mode: answer.text(of: "Mode"), until: answer.text(of: "RetainUntilDate"))
    }

    /// Sets the retention of an object or one version of it (PutObjectRetention). It can be made longer by
    /// everybody who may write, and shorter as its mode allows.
    public func setRetention(_ key: String, version: String? = nil, _ retention: S3Retention) throws {
        var request = S3Request(.put, key, .init("retention"))
        request.ask("versionId", version)
        let body = XMLElement(
            "Retention",
            [
                XMLElement("Mode", retention.mode.rawValue),
                XMLElement("RetainUntilDate", retention.until.description),
            ]
        )
        _ = try send(request, xml: body)
    }

    /// Whether somebody holds an object or one version of it (GetObjectLegalHold).
    public func hasLegalHold(_ key: String, version: String? = nil) throws -> Bool {
        var request = S3Request(.get, key, .init("legal-hold"))
        request.ask("versionId", version)
        return try lockDocument(request)?.text(of: "Status") == "ON"
    }

    /// Holds an object or one version of it, or lets it go (PutObjectLegalHold).
    public func setLegalHold(_ key: String, version: String? = nil, _ isOn: Bool) throws {
        var request = S3Request(.put, key, .init("legal-hold"))
        request.ask("versionId", version)
        _ = try send(request, xml: XMLElement("LegalHold", [XMLElement("Status", isOn ? "ON" : "OFF")]))
    }

    /// Object Lock of the bucket, or nil where it has none (GetObjectLockConfiguration).
    public func lockConfiguration() throws -> ObjectLockConfiguration? {
        guard let answer = try lockDocument(S3Request(.get, nil, .init("object-lock"))),
            answer.text(of: "ObjectLockEnabled") == "Enabled"
        else { return nil }
        let rule = answer.first("DefaultRetention")
        let years = rule?.text(of: "Years").flatMap { Int32($0) }.map { Int($0) * 365 }
        return ObjectLockConfiguration(
            mode: rule?.text(of: "Mode").flatMap { S3Retention.Mode(rawValue: $0) },
            days: rule?.text(of: "Days").flatMap { Int($0) } ?? years
        )
    }

    /// The answer, or nil where the store says that nothing of the kind is set.
    private func lockDocument(_ request: S3Request) throws -> XMLElement? {
        do { return try document(request) } catch let error as S3Error
            where [
                "NoSuchObjectLockConfiguration", "ObjectLockConfigurationNotFoundError",
                "NoSuchObjectLegalHold",
            ].contains(error.code)
        {
            return nil
        }
    }
}
