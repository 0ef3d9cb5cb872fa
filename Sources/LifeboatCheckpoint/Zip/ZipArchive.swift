/// A zip archive of stored entries whose structure was read; what is wrong with single entries is in
/// `damages`.
struct ZipArchive {
    /// In file order.
    let entries: [ZipEntry]
    /// How many entries the directory lists, those without a proper place included.
    let listed: Int
    /// What every entry's name begins with, up to and without the first `/`.
    let prefix: String
    let damages: [Damage]

    /// Whether `head` or the end of the file is that of a zip archive.
    static func isLikely(head: [UInt8], source: any ByteSource) throws -> Bool {
        if head.starts(with: [0x50, 0x4B, 3, 4]) { return true }
        guard source.count >= ZipEnd.endSize else { return false }
        return try source.bytes(at: source.count - ZipEnd.endSize, count: 4) == [0x50, 0x4B, 5, 6]
    }

    /// Reads the structure; throws `Damage` when there is none to go by, or what reading throws.
    static func read(from source: any ByteSource) throws -> ZipArchive {
        let end = try ZipEnd.read(from: source)
        let listed = try ZipDirectory.read(from: source, end: end)
        guard let first = listed.first else {
            throw Damage("checkpoint.empty-archive", "the archive has no records")
        }
        var payloads = ZipPayloads(source: source, limit: end.directoryOffset)
        let entries = try payloads.locate(listed)
        var damages = payloads.damages
        if entries.first?.headerOffset != 0 {
            damages.append(
                Damage("checkpoint.damaged-structure", "the file does not begin with its first record")
            )
        }
        damages += repeatedNames(listed)
        let prefix = first.name.prefix { $0 != "/" }
        if let stray = listed.first(where: { !$0.name.hasPrefix(prefix + "/") }) {
            damages.append(
                Damage(
                    "checkpoint.damaged-structure",
                    "the record \(stray.name) is not below \(prefix)/ as the others"
                )
            )
        }
        return ZipArchive(entries: entries, listed: listed.count, prefix: String(prefix), damages: damages)
    }

    private static func repeatedNames(_ entries: [ZipEntry]) -> [Damage] {
        var seen: Set<String> = []
        return entries.filter { !seen.insert($0.name).inserted }.map {
            Damage("checkpoint.duplicate-record", "the record \($0.name) is there twice")
        }
    }
}
