public import LifeboatCore
internal import Synchronization

extension S3Store {
    /// See `Store`. Where the bucket keeps versions the key is hidden by a delete marker, and the bytes stay
    /// until the bucket's own rules remove them.
    ///
    /// With `unlessWrittenSince` the object is looked at and then deleted on the condition that it is still
    /// the one that was seen. A write between the two is found out
    /// - by other threads of this process always: they wait for their turn;
    /// - in a bucket that keeps versions always: the version that came in between shows itself afterwards,
    ///   and the delete marker is taken back;
    /// - by stores that know conditional deletes when the bytes differ (same bytes have the same tag);
    /// - otherwise never: the window is the time of one request.
    ///
    /// The collection of a vault deletes what was condemned a grace time of days before, and a writer that
    /// needs a condemned object looks at the vault once more before it publishes. A point can lose an object
    /// only when, within the one request, another host writes that very object again, looks, and publishes.
    @discardableResult
    public func delete(_ key: String, unlessWrittenSince time: Timestamp?) throws -> Bool {
        let name = try objectKey(key)
        return try turns.take(key) {
            try told(key) {
                guard let facts = try head(name) else { return false }
                guard let time else {
                    try client.delete(name)
                    return true
                }
                // Its time is rounded down: it may have been written up to a second later.
                guard facts.modified <= time.adding(seconds: -1) else { return false }
                return try delete(name, as: facts)
            }
        }
    }

    /// Deletes the object that was seen; false when another was written meanwhile.
    private func delete(_ name: String, as facts: S3ObjectFacts) throws -> Bool {
        let etag = hasConditionalDeletes.load(ordering: .relaxed) ? facts.etag : nil
        let deletion: S3Deletion
        do { deletion = try client.delete(name, matching: etag) } catch let error as S3Error
            where error.isPrecondition || error.isMissing
        {
            return false
        } catch let error as S3Error where error.isUnknown && etag != nil {
            hasConditionalDeletes.store(false, ordering: .relaxed)
            return try delete(name, as: facts)
        }
        guard deletion.isDeleteMarker, let marker = deletion.versionID, let seen = facts.versionID else {
            return true
        }
        let newest = try client.listVersions(name).first { $0.key == name && !$0.isDeleteMarker }
        if newest?.versionID == seen { return true }
        try client.delete(name, version: marker)
        return false
    }

    /// See `Store`: gives up uploads in parts that were begun before `time`.
    public func sweep(olderThan time: Timestamp) throws -> Int {
        try told("") {
            let open: [S3Upload]
            // A store that knows no uploads in parts has none open; one says that the upload is missing.
            do { open = try client.listUploads(prefix) } catch let error as S3Error
                where error.isUnknown || error.isMissing
            {
                return 0
            }
            var removed = 0
            for upload in open where key(upload.key) != nil && upload.begun < time {
                do {
                    try client.abortUpload(upload.key, upload: upload.id)
                    removed += 1
                } catch let error as S3Error where error.isMissing {
                    // Completed or given up meanwhile.
                    continue
                }
            }
            return removed
        }
    }
}
