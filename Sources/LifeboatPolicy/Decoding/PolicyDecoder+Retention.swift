internal import LifeboatCore

extension PolicyDecoder {
    mutating func retention(_ value: YAMLValue, _ path: String) -> Retention {
        let keys = [
            "keepLast", "keepBest", "keepDaily", "keepWeekly", "archiveAfter", "expireAfter", "gcGrace",
        ]
        guard let section = section(value, path, keys: keys) else { return Retention() }
        let retention = Retention(
            keepLast: count(section, "keepLast", minimum: 1),
            keepBest: boolean(section, "keepBest") ?? true,
            keepDaily: count(section, "keepDaily", minimum: 1),
            keepWeekly: count(section, "keepWeekly", minimum: 1),
            archiveAfter: duration(section, "archiveAfter"),
            expireAfter: duration(section, "expireAfter"),
            gcGrace: duration(section, "gcGrace") ?? Retention.defaultGrace
        )
        if let archive = retention.archiveAfter, let expire = retention.expireAfter, expire <= archive {
            bad(
                section,
                "expireAfter",
                "policy.retention",
                "points expire after \(TimeSpan.exact(expire)), before they are archived",
                hint: "make expireAfter longer than archiveAfter (\(TimeSpan.exact(archive)))"
            )
        }
        if retention.gcGrace < 86_400, let place = section["gcGrace"]?.position {
            log.warning(
                "policy.short-grace",
                place,
                section.path("gcGrace"),
                "a protect longer than \(TimeSpan.exact(retention.gcGrace)) may lose objects to gc",
                hint: "leave it out for 7d, or give at least 1d"
            )
        }
        return retention
    }
}
