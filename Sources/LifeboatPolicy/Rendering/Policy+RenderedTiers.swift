extension Policy {
    static func lines(_ tier: Tier) -> [String] {
        var members = [("name", YAMLWriter.scalar(tier.name)), ("kind", tier.kind.rawValue)]
        switch tier.storage {
        case .directory(let path): members.append(("path", YAMLWriter.path(path)))
        case .s3(let settings): members += self.members(settings)
        case .snapshot(let settings):
            members += [("driver", settings.driver.rawValue), ("of", YAMLWriter.scalar(settings.of))]
        }
        if let from = tier.from { members.append(("from", YAMLWriter.scalar(from))) }
        if let medium = tier.medium { members.append(("medium", YAMLWriter.scalar(medium))) }
        if let location = tier.location { members.append(("location", YAMLWriter.scalar(location))) }
        if let account = tier.account { members.append(("account", YAMLWriter.scalar(account))) }
        if tier.packs { members.append(("packs", "true")) }
        if let retention = tier.retention {
            members.append(("retention", YAMLWriter.group(self.members(retention))))
        }
        return element(members)
    }

    private static func members(_ settings: ObjectStoreSettings) -> [(String, String)] {
        var members = [("url", YAMLWriter.scalar(settings.url))]
        if let endpoint = settings.endpoint { members.append(("endpoint", YAMLWriter.scalar(endpoint))) }
        if let region = settings.region { members.append(("region", YAMLWriter.scalar(region))) }
        if let storage = settings.storageClass {
            members.append(("storageClass", YAMLWriter.scalar(storage)))
        }
        if let encryption = settings.encryption {
            var inner = [("sse", YAMLWriter.scalar(encryption.sse))]
            if let key = encryption.key { inner.append(("key", YAMLWriter.scalar(key))) }
            if let key = encryption.customerKey { inner.append(("customerKey", YAMLWriter.scalar(key.text))) }
            members.append(("encryption", YAMLWriter.group(inner)))
        }
        if let credentials = credentials(settings.credentials) {
            members.append(("credentials", credentials))
        }
        members += access(settings)
        if let bandwidth = settings.bandwidth {
            members.append(("bandwidth", YAMLWriter.quoted("\(bandwidth)B/s")))
        }
        return members
    }

    private static func access(_ settings: ObjectStoreSettings) -> [(String, String)] {
        var members: [(String, String)] = []
        if let addressing = settings.addressing { members.append(("addressing", addressing.rawValue)) }
        if let file = settings.certificates { members.append(("certificates", YAMLWriter.path(file))) }
        if let lock = settings.lock {
            let inner = [("mode", lock.mode.rawValue), ("for", YAMLWriter.duration(lock.seconds))]
            members.append(("lock", YAMLWriter.group(inner)))
        }
        return members
    }

    private static func credentials(_ credentials: ObjectStoreCredentials) -> String? {
        switch credentials {
        case .standard: return nil
        case .profile(let name): return YAMLWriter.group([("profile", YAMLWriter.scalar(name))])
        case .keys(let id, let key, let token):
            var members = [
                ("accessKeyId", YAMLWriter.scalar(id.text)), ("secretAccessKey", YAMLWriter.scalar(key.text)),
            ]
            if let token { members.append(("sessionToken", YAMLWriter.scalar(token.text))) }
            return YAMLWriter.group(members)
        }
    }
}
