public import LifeboatCore

/// The whole content of a recovery point: entries in the order of their names, and the objects they lie in.
public struct Tree: Sendable {
    /// The objects that the pieces index.
    public private(set) var objects: [ObjectReference] = []
    /// All entries by name.
    public var entries: [Entry] = []
    private var indices: [ObjectReference: Int] = [:]

    /// An empty tree.
    public init() {}

    /// The index of `object` in the table, where it is put when it is new.
    public mutating func index(of object: ObjectReference) -> Int {
        if let index = indices[object] { return index }
        objects.append(object)
        indices[object] = objects.count - 1
        return objects.count - 1
    }

    /// The entry with this name; a binary search.
    public func entry(_ name: FileName) -> Entry? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].name < name { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].name == name ? entries[low] : nil
    }

    /// Number of files.
    public var files: Int { entries.count { $0.isFile } }

    /// Length of all files together.
    public var bytes: Int { entries.reduce(0) { $0 + $1.size } }
}
