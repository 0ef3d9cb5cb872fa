internal import LifeboatAWS
internal import LifeboatHTTP

extension S3Client {
    /// How fast an object comes back from a cold class; the names and times are the store's.
    public enum RestoreTier: String, Sendable, CaseIterable {
        /// In minutes, where the class can.
        case expedited = "Expedited"
        /// In hours.
        case standard = "Standard"
        /// In many hours, at the least cost.
        case bulk = "Bulk"
    }

    /// Asks the store to make a frozen object readable for some days (RestoreObject). That it has been asked
    /// already is no failure.
    public func restore(_ key: String, version: String? = nil, days: Int, _ tier: RestoreTier) throws {
        var request = S3Request(.post, key, .init("restore"))
        request.ask("versionId", version)
        let body = XMLElement(
            "RestoreRequest",
            [
                XMLElement("Days", "\(days)"),
                XMLElement("GlacierJobParameters", [XMLElement("Tier", tier.rawValue)]),
            ]
        )
        do { _ = try send(request, xml: body) } catch let error as S3Error
            where error.code == "RestoreAlreadyInProgress"
        {
            return
        }
    }
}
