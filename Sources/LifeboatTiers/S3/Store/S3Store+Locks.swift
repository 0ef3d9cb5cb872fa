internal import LifeboatCore

extension S3Store {
    /// See `Store`.
    public func lock(of key: String) throws -> StoredLock? {
        let name = try objectKey(key)
        return try told(key) {
            guard let facts = try head(name) else { return nil }
            let retention = try retention(name, facts)
            let isHeld = try facts.hasLegalHold || unlessWithoutLock { try client.hasLegalHold(name) } == true
            guard retention != nil || isHeld else { return nil }
            return StoredLock(
                until: retention?.until,
                isCompliance: retention?.mode == .compliance,
                isHeld: isHeld
            )
        }
    }

    /// See `Store`. A lock of a stricter mode keeps its mode.
    @discardableResult
    public func extendLock(of key: String) throws -> Bool {
        guard let rule = lockRule else { return false }
        let name = try objectKey(key)
        return try turns.take(key) {
            try told(key) {
                guard let facts = try head(name) else {
                    throw LifeboatError(
                        .notFound,
                        "is not there, and so cannot be locked",
                        path: "\(address)/\(key)"
                    )
                }
                let now = clock.now()
                let there = try retention(name, facts)
                if let there, there.until >= now.adding(seconds: rule.seconds) { return false }
                let mode = there?.mode == .compliance ? .compliance : rule.mode
                let until = now.adding(seconds: rule.lockedSeconds)
                try client.setRetention(name, S3Retention(mode, until: until))
                return true
            }
        }
    }

    /// HEAD tells it where it may; a store that does not know Object Lock has none.
    private func retention(_ name: String, _ facts: S3ObjectFacts) throws -> S3Retention? {
        if let retention = facts.retention { return retention }
        return try unlessWithoutLock { try client.retention(name) } ?? nil
    }

    private func unlessWithoutLock<R>(_ body: () throws -> R) throws -> R? {
        do { return try body() } catch let error as S3Error where error.isUnknown || error.isWithoutLock {
            return nil
        }
    }

    /// What goes with the bytes of `key`: what the tier asks for, and a lock.
    func putOptions(_ key: String) -> S3PutOptions {
        var options = options(key)
        if let rule = lockRule, !Self.isShortLived(key) {
            options.retention = S3Retention(
                rule.mode,
                until: clock.now().adding(seconds: rule.lockedSeconds)
            )
        }
        return options
    }

    /// Records of collections are replaced by each run.
    private static func isShortLived(_ key: String) -> Bool { key.hasPrefix("gc/") }
}
