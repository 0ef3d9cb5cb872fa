internal import LifeboatCore

extension Tree {
    /// The longest component of a name that Linux takes (`NAME_MAX`).
    private static let longestComponent = 255

    /// Why no file system can hold `entry` behind the entries that are there already; nil where one can.
    func obstacle(to entry: Entry) -> String? {
        if case .excluded = entry.content { return nil }
        let isLong = entry.name.bytes.count > Self.longestComponent
        if isLong, entry.name.components.contains(where: { $0.count > Self.longestComponent }) {
            return "its name is longer than any file system takes"
        }
        guard let slash = entry.name.bytes.lastIndex(of: 0x2F) else { return nil }
        // What comes before it is in the same directory, or is that directory itself, nearly always.
        if let last = entries.last {
            let isIn = last.name.bytes.prefix(slash) == entry.name.bytes[..<slash]
            if isIn, last.name.bytes.count == slash, last.content == .directory { return nil }
            if isIn, last.name.bytes.lastIndex(of: 0x2F) == slash { return nil }
        }
        return self.entry(entry.name.parent)?.content == .directory
            ? nil : "it lies in no directory of the tree"
    }
}
