internal import LifeboatCore

/// The packages of one `site-packages` directory, from their metadata (core metadata, PEP 376, PEP 610).
enum PackageScan {
    /// Name and version stand at the top of the file; the description behind them may be long.
    private static let headLimit = 4096

    static func packages(in directory: String, _ files: inout HostFiles) -> [JSON] {
        files.names(directory).compactMap { name in
            if name.hasSuffix(".dist-info") { return package("\(directory)/\(name)", "METADATA", &files) }
            if name.hasSuffix(".egg-info") { return package("\(directory)/\(name)", "PKG-INFO", &files) }
            return nil
        }
    }

    private static func package(_ folder: String, _ metadata: String, _ files: inout HostFiles) -> JSON? {
        guard let head = files.bytes("\(folder)/\(metadata)", limit: headLimit),
            let (name, version) = identity(head)
        else {
            // The left-over of a removed package, or an egg of one file, which says no more than its name.
            return nil
        }
        var members: [String: JSON] = ["name": .string(name), "version": .string(version)]
        if let installer = files.text("\(folder)/INSTALLER", limit: 256)?.split(separator: "\n").first {
            members["installer"] = .string(Printable.text(String(installer)))
        }
        if let bytes = files.bytes("\(folder)/direct_url.json"), let direct = try? JSON.parse(bytes) {
            members["url"] = direct["url"]?.stringValue.map { .string(Printable.text(SafeURL.text($0))) }
            members["commit"] = direct["vcs_info"]?["commit_id"]
            if direct["dir_info"]?["editable"] == true { members["editable"] = true }
        }
        return .object(members)
    }

    private static func identity(_ head: [UInt8]) -> (name: String, version: String)? {
        var name: String?
        var version: String?
        for line in head.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.isEmpty { break }
            if name == nil, line.starts(with: "Name:".utf8) { name = value(line, after: 5) }
            if version == nil, line.starts(with: "Version:".utf8) { version = value(line, after: 8) }
            if let name, let version { return (name, version) }
        }
        return nil
    }

    private static func value(_ line: ArraySlice<UInt8>, after count: Int) -> String? {
        let bytes = line.dropFirst(count).filter { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }
        return bytes.isEmpty ? nil : Printable.text(String(decoding: bytes, as: UTF8.self))
    }
}
