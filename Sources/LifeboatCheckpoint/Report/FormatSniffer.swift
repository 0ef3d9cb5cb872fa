/// Recognises formats by their first bytes.
enum FormatSniffer {
    /// The pickled magic number 0x1950A86A20F9469CFC6C that begins the legacy form
    /// (`torch/serialization.py`).
    static let legacyMagic: [UInt8] = [
        0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E,
    ]
    private static let torchRecords: Set<String> = [
        ".format_version", ".storage_alignment", "byteorder", "constants.pkl", "data.pkl", "version",
    ]
    private static let torchFolders = [".data/", "code/__torch__", "constants/0", "data/0"]
    private static let tarMembers = ["pickle", "storages", "sys_info", "tensors"]

    /// A zip archive, by its first local header.
    static func isArchive(_ head: [UInt8]) -> Bool { head.starts(with: [0x50, 0x4B, 3, 4]) }

    /// A pickle of protocol 2 to 5; the older protocols have no mark.
    static func isPickle(_ head: [UInt8]) -> Bool {
        head.count >= 2 && head[0] == 0x80 && (2...5).contains(head[1])
    }

    static func isLegacy(_ head: [UInt8]) -> Bool { head.starts(with: legacyMagic) }

    /// A header length that the format allows, and the brace its header begins with.
    static func isSafetensors(_ head: [UInt8]) -> Bool {
        guard let length = head.littleEndian(0, width: 8), head.count > 8 else { return false }
        return (2...SafetensorsHeader.formatLimit).contains(length) && head[8] == 0x7B
    }

    /// The tar form of PyTorch 0.1, whose members have fixed names.
    static func isTar(_ head: [UInt8]) -> Bool {
        guard head.count >= 262, head[257..<262].elementsEqual("ustar".utf8) else { return false }
        return tarMembers.contains(String(decoding: head.prefix { $0 != 0 }, as: UTF8.self))
    }

    /// Whether the name of an archive's first record is one that PyTorch writes.
    static func isTorchRecord(_ head: [UInt8]) -> Bool {
        guard isArchive(head), let count = head.littleEndian(26, width: 2), head.count > 30 else {
            return false
        }
        let name = String(decoding: head.dropFirst(30).prefix(count), as: UTF8.self)
        let parts = name.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return false }
        if torchRecords.contains(String(parts[1])) { return true }
        return torchFolders.contains { parts[1].hasPrefix($0) }
    }
}
