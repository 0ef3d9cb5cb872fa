/// Whether the payloads of an archive are what their checksums say.
enum ZipChecksums {
    case proven
    /// Every checksum is zero: the writer left them out (`torch.serialization.set_crc32_options(False)`).
    case absent
    case wrong([Damage])

    /// Reads every payload once; throws what reading throws.
    static func verify(_ entries: [ZipEntry], source: any ByteSource) throws -> ZipChecksums {
        let filled = entries.filter { $0.size > 0 }
        if filled.allSatisfy({ $0.crc == 0 }) { return .absent }
        var damages: [Damage] = []
        for entry in entries {
            if try !isRight(entry, source) {
                damages.append(
                    Damage(
                        "checkpoint.checksum-mismatch",
                        "the record \(entry.name) is not what its checksum says: the file is torn or damaged",
                        hint: "take an earlier copy; PyTorch would load this one without a word"
                    )
                )
            }
        }
        return damages.isEmpty ? .proven : .wrong(damages)
    }

    private static func isRight(_ entry: ZipEntry, _ source: any ByteSource) throws -> Bool {
        guard entry.isDeflated else {
            return try Checksum.crc32(of: source, offset: entry.payloadOffset, count: entry.size) == entry.crc
        }
        let packed = try source.bytes(at: entry.payloadOffset, count: entry.size)
        return Inflation.crc32(of: packed, unpackedSize: entry.unpackedSize) == entry.crc
    }
}
