extension Inspection {
    /// Inspects the form that PyTorch wrote before 1.6 (`torch/serialization.py`, `_legacy_load`): five
    /// pickles (magic number, protocol, system facts, object, list of storage keys), then per key an element
    /// count in 8 bytes and the raw elements. Throws `Damage` where it does not hold.
    mutating func inspectLegacy() throws {
        report.format = .torchLegacy
        report.safety = .safe
        var position = 0
        var graphs: [PickleGraph] = []
        for name in ["magic number", "protocol", "system facts", "object", "storage keys"] {
            guard let read = try scanPickle(position..<source.count, name: "the pickle of the \(name)") else {
                report.integrity = .corrupt
                return
            }
            graphs.append(read.graph)
            position = read.end
        }
        let table = TensorTable(graphs[3])
        markUnverifiable("checkpoint.no-checksums", "the legacy format has no checksums")
        take(graphs[3], table)
        try checkLegacyStorages(table, keys: graphs[4], from: position)
    }

    private mutating func checkLegacyStorages(_ table: TensorTable, keys: PickleGraph, from start: Int) throws
    {
        let ids = keys.root.flatMap(keys.elements) ?? []
        var position = start
        for id in ids {
            guard let key = keys.text(id), let storage = table.storages[key], let bytes = storage.bytes else {
                throw Damage(
                    "checkpoint.storage-reference",
                    "the list of storages names one that nothing refers to"
                )
            }
            guard let next = Checked.sum(position, 8, bytes), next <= source.count else {
                throw Damage("checkpoint.truncated", "the file breaks off in the storage \(key)")
            }
            guard try source.bytes(at: position, count: 8).littleEndian(0, width: 8) == storage.count else {
                throw Damage(
                    "checkpoint.record-size",
                    "the storage \(key) has another length than its tensors need"
                )
            }
            report.records.append(
                CheckpointRecord(name: "data/\(key)", offset: position + 8, count: bytes, crc: nil)
            )
            position = next
        }
        guard ids.count == table.storages.count else {
            throw Damage(
                "checkpoint.missing-record",
                "\(table.storages.count - ids.count) storages are not in the file"
            )
        }
        guard position == source.count else {
            throw Damage(
                "checkpoint.trailing-bytes",
                "\(source.count - position) bytes stand behind the last storage"
            )
        }
    }
}
