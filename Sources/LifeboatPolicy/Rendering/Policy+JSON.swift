public import LifeboatCore

extension Policy {
    /// The JSON form, every default filled in: keys as in the policy, durations as seconds (`…Seconds`),
    /// sizes as bytes, what is not set null. References to secrets are shown, secrets are not known here.
    public var json: JSON {
        .object([
            "version": .number(version),
            "name": .string(name),
            "sources": .array(sources.map(\.json)),
            "environment": environment.json,
            "tiers": .array(tiers.map(\.json)),
            "objectives": .object(objectives.mapValues(\.json)),
            "drills": .array(drills.map(\.json)),
            "retention": retention.json,
            "evidence": evidence.json,
            "notify": .array(notify.map(\.json)),
        ])
    }
}

extension Source {
    var json: JSON {
        .object([
            "name": .string(name), "path": .string(Printable.text(path)), "layout": .string(layout.rawValue),
            "exclude": .array(exclude.map { .string($0.pattern) }),
        ])
    }
}

extension EnvironmentSettings {
    var json: JSON {
        .object([
            "python": .optional(python), "dataset": .array(dataset.map(JSON.string)),
            "wheelhouse": .optional(wheelhouse),
        ])
    }
}

extension Tier {
    var json: JSON {
        let common: JSON = .object([
            "name": .string(name), "kind": .string(kind.rawValue), "from": .optional(from),
            "medium": .optional(medium), "location": .optional(location), "account": .optional(account),
            "packs": .bool(packs), "retention": retention?.json ?? .null,
        ])
        switch storage {
        case .directory(let path): return common.with("path", .string(path))
        case .s3(let settings): return common.with("s3", settings.json)
        case .snapshot(let settings):
            return common.with("driver", .string(settings.driver.rawValue)).with("of", .string(settings.of))
        }
    }
}

extension ObjectStoreSettings {
    var json: JSON {
        let credentials: JSON =
            switch credentials {
            case .standard: .null
            case .profile(let name): .object(["profile": .string(name)])
            case .keys(let id, let key, let token):
                .object([
                    "accessKeyId": .string(id.text), "secretAccessKey": .string(key.text),
                    "sessionToken": .optional(token?.text),
                ])
            }
        let encryption: JSON =
            encryption.map {
                .object([
                    "sse": .string($0.sse), "key": .optional($0.key),
                    "customerKey": .optional($0.customerKey?.text),
                ])
            } ?? .null
        let lock: JSON =
            lock.map { .object(["mode": .string($0.mode.rawValue), "forSeconds": .double($0.seconds)]) }
            ?? .null
        return .object([
            "url": .string(url), "endpoint": .optional(endpoint), "region": .optional(region),
            "storageClass": .optional(storageClass), "encryption": encryption, "credentials": credentials,
            "bandwidth": .optional(bandwidth), "addressing": .optional(addressing?.rawValue),
            "certificates": .optional(certificates), "lock": lock,
        ])
    }
}

extension Objective {
    var json: JSON {
        .object(["rpoSeconds": .optional(rpo), "rtoSeconds": .optional(rto), "lagSeconds": .optional(lag)])
    }
}

extension DrillRule {
    var json: JSON {
        .object([
            "tier": .string(tier), "everySeconds": .double(everySeconds), "depth": .string(depth.rawValue),
            "sample": sample.json, "coverEverySeconds": .optional(coverEvery),
        ])
    }
}

extension DrillSample {
    var json: JSON {
        .object([
            "newest": .number(newest), "best": .number(best), "random": .number(random), "all": .bool(all),
            "confidence": .optional(confidence), "defectRate": .optional(defectRate),
        ])
    }
}

extension Retention {
    var json: JSON {
        .object([
            "keepLast": .optional(keepLast), "keepBest": .bool(keepBest), "keepDaily": .optional(keepDaily),
            "keepWeekly": .optional(keepWeekly), "archiveAfterSeconds": .optional(archiveAfter),
            "expireAfterSeconds": .optional(expireAfter), "gcGraceSeconds": .double(gcGrace),
        ])
    }
}

extension EvidenceSettings {
    var json: JSON {
        .object([
            "key": .optional(key?.text), "trust": .array(trust.map(JSON.string)),
            "to": .array(to.map(JSON.string)),
        ])
    }
}

extension NotifyRule {
    var json: JSON {
        .object([
            "kind": .string(kind.rawValue), "url": .string(url.text), "secret": .optional(secret?.text),
            "on": .array(on.map { .string($0.rawValue) }),
        ])
    }
}
