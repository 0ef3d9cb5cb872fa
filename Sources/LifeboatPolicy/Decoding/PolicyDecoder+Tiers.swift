extension PolicyDecoder {
    private static let commonKeys = ["name", "kind", "medium", "location", "account", "retention"]
    private static let kindKeys: [TierKind: [String]] = [
        .directory: ["path", "from", "packs"],
        .s3: [
            "url", "endpoint", "region", "storageClass", "encryption", "credentials", "profile", "bandwidth",
            "addressing", "certificates", "lock", "from", "packs",
        ],
        .snapshot: ["driver", "of"],
    ]

    mutating func tiers(_ root: Section, _ draft: inout PolicyDraft) {
        var feeder: String?
        let example = "- { name: disk, kind: directory, path: /mnt/data/vault }"
        for (index, value) in list(root, "tiers", example: example).enumerated() {
            let path = KeyPaths.element("tiers", index)
            let kind = kind(of: value)
            guard let section = tierSection(value, path, kind) else { continue }
            require(section, "name", hint: "add name: followed by what this tier is called")
            require(section, "kind", hint: "add kind: directory")
            _ = choice(section, "kind", of: TierKind.self)
            let named = name(section, "from")
            if named != nil { draft.namedFeeders.insert(path) }
            let tier = Tier(
                name: name(section, "name") ?? "",
                storage: storage(section, kind ?? .directory),
                from: named ?? (kind == .snapshot ? nil : feeder),
                medium: name(section, "medium"),
                location: label(section, "location"),
                account: label(section, "account"),
                packs: boolean(section, "packs") ?? false,
                retention: section["retention"].map { retention($0, section.path("retention")) }
            )
            draft.tiers.append(Placed(keyPath: path, value: tier))
            if tier.isWritable, !tier.name.isEmpty { feeder = tier.name }
        }
    }

    /// The kind without a problem: which keys are known depends on it.
    private func kind(of value: YAMLValue) -> TierKind? {
        guard case .map(let members) = value.content, let member = members.first(where: { $0.key == "kind" }),
            case .scalar(let text) = member.value.content
        else { return nil }
        return TierKind(rawValue: text)
    }

    private mutating func tierSection(_ value: YAMLValue, _ path: String, _ kind: TierKind?) -> Section? {
        // Without a kind every key of every kind is taken: one problem is enough.
        let kinds = kind.map { [$0] } ?? TierKind.allCases
        var keys = Self.commonKeys
        for key in kinds.flatMap({ Self.kindKeys[$0] ?? [] }) where !keys.contains(key) { keys.append(key) }
        return section(value, path, keys: keys) { key in
            let owners = TierKind.allCases.filter { Self.kindKeys[$0]?.contains(key) == true }.map(\.rawValue)
            guard let kind, !owners.isEmpty else { return nil }
            return "tiers of kind \(Quote.choice(owners)) have it, not those of kind \(kind.rawValue)"
        }
    }

    private mutating func storage(_ section: Section, _ kind: TierKind) -> TierStorage {
        switch kind {
        case .directory:
            if section["kind"] != nil {
                require(section, "path", hint: "add path: followed by the directory for the vault")
            }
            return .directory(path: path(section, "path") ?? "")
        case .s3:
            return .s3(objectStore(section))
        case .snapshot:
            require(section, "driver", hint: "add driver: btrfs, zfs or lvm")
            require(section, "of", hint: "add of: followed by the tier whose volume is snapshotted")
            let driver = choice(section, "driver", of: SnapshotDriver.self) ?? .btrfs
            return .snapshot(SnapshotSettings(driver: driver, of: name(section, "of") ?? ""))
        }
    }
}
