internal import LifeboatCore

extension Inspection {
    /// Inspects a zip archive; throws `Damage` when it has no structure to go by.
    mutating func inspectArchive(_ head: [UInt8]) throws {
        let archive: ZipArchive
        do {
            archive = try ZipArchive.read(from: source)
        } catch let damage as Damage {
            // Another program's archive is not a damaged checkpoint.
            guard FormatSniffer.isTorchRecord(head) || !FormatSniffer.isArchive(head) else {
                log.add(damage.code, .warning, damage.message, hint: damage.hint)
                return noteUnknownFormat()
            }
            report.format = .torchZip
            throw damage
        }
        report.records = archive.entries.map {
            CheckpointRecord(
                name: String($0.name.dropFirst(archive.prefix.count + 1)),
                offset: $0.payloadOffset,
                count: $0.size,
                crc: $0.isDeflated ? nil : $0.crc
            )
        }
        let names = Set(report.records.map(\.name))
        guard FormatSniffer.isTorchRecord(head) || names.contains("data.pkl") else {
            return noteUnknownFormat()
        }
        report.format = names.contains("constants.pkl") ? .torchScript : .torchZip
        archive.damages.forEach { fail($0) }
        checkRequired(names)
        if readsPayloads { try checkChecksums(archive) }
        try scanRecords(hasAllRecords: archive.entries.count == archive.listed)
    }

    private mutating func checkRequired(_ names: Set<String>) {
        for name in ["data.pkl", "version"] where !names.contains(name) {
            fail(Damage("checkpoint.missing-record", "the record \(name) is not there"))
        }
    }

    private mutating func checkChecksums(_ archive: ZipArchive) throws {
        if isProven {
            if report.integrity != .corrupt { report.integrity = .intact }
            return
        }
        switch try ZipChecksums.verify(archive.entries, source: source) {
        case .proven: if report.integrity != .corrupt { report.integrity = .intact }
        case .absent: markUnverifiable("checkpoint.no-checksums", "the file was written without checksums")
        case .wrong(let damages): damages.forEach { fail($0) }
        }
    }

    /// Reads every record that is, or begins like, a pickle; `data.pkl` says what the file holds.
    private mutating func scanRecords(hasAllRecords: Bool) throws {
        // A record without a place could not be looked into.
        report.safety = hasAllRecords ? .safe : .review
        let ignored = report.format == .torchScript ? ["__torch__", "torch.jit._pickle"] : []
        var hasContents = false
        for record in report.records {
            if record.name.hasSuffix(".pkl") {
                guard let read = try scanPickle(record.range, name: record.name, ignoring: ignored) else {
                    continue
                }
                if record.name == "data.pkl", !hasContents {
                    hasContents = true
                    takeContents(read.graph)
                }
            } else if readsPayloads, record.count >= 2,
                FormatSniffer.isPickle(try source.bytes(at: record.offset, count: 2))
            {
                try scanDisguised(record.range, name: record.name)
            }
        }
    }

    private mutating func takeContents(_ graph: PickleGraph) {
        let table = TensorTable(graph)
        take(graph, table)
        guard report.format == .torchZip else {
            report.training = .weightsOnly
            return
        }
        checkStorages(table)
    }

    /// Holds the storages that the pickle refers to against the records.
    private mutating func checkStorages(_ table: TensorTable) {
        var records: [String: Int] = [:]
        for record in report.records where record.name.hasPrefix("data/") {
            records[String(record.name.dropFirst("data/".count))] = record.count
        }
        for (key, storage) in table.storages.sorted(by: { $0.key < $1.key }) {
            guard let size = records.removeValue(forKey: key) else {
                fail(Damage("checkpoint.missing-record", "the tensor record data/\(key) is not there"))
                continue
            }
            let needed = storage.bytes.map(String.init) ?? "more"
            guard size == storage.bytes else {
                fail(
                    Damage(
                        "checkpoint.record-size",
                        "data/\(key) has \(size) bytes where its tensors need \(needed)"
                    )
                )
                continue
            }
        }
        for key in records.keys.sorted() {
            log.add("checkpoint.orphan-record", .warning, "nothing in the file refers to data/\(key)")
        }
    }
}
