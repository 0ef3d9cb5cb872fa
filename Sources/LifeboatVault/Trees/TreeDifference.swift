public import LifeboatCore

/// One name that differs between two trees.
public struct TreeDifference: Sendable, Hashable {
    /// How it differs.
    public enum Kind: String, Sendable {
        /// Only the later tree has it.
        case added
        /// Only the earlier tree has it.
        case removed
        /// Its content or its type is another.
        case changed
        /// Only its mode, owner, time or extended attributes are others.
        case attributes

        /// The sign for a line of text.
        public var mark: String {
            switch self {
            case .added: "+"
            case .removed: "-"
            case .changed: "*"
            case .attributes: "~"
            }
        }
    }

    /// The name.
    public let name: FileName
    /// How it differs.
    public let kind: Kind
    /// Length before and after, in bytes; nil where it is not there or is no file.
    public let sizes: (before: Int?, after: Int?)

    /// By name and kind.
    public static func == (a: TreeDifference, b: TreeDifference) -> Bool {
        a.name == b.name && a.kind == b.kind
    }

    /// By name and kind.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(kind)
    }

    /// For `--json`.
    public var json: JSON {
        [
            "path": .string(name.description), "change": .string(kind.rawValue),
            "sizeBefore": .optional(sizes.before), "sizeAfter": .optional(sizes.after),
        ]
    }

    /// The change of the length for a person, with a space before it; empty where there is none.
    public var sizeText: String {
        switch sizes {
        case (let before?, let after?) where before != after:
            "  \(ByteCount.text(before)) -> \(ByteCount.text(after))"
        case (nil, let after?): "  \(ByteCount.text(after))"
        default: ""
        }
    }

    /// Every difference, in the order of names.
    public static func between(_ earlier: Tree, _ later: Tree) -> [TreeDifference] {
        var result: [TreeDifference] = []
        var a = earlier.entries[...]
        var b = later.entries[...]
        while let before = a.first ?? b.first {
            if let x = a.first, let y = b.first, x.name == y.name {
                if let kind = kind(x, y) {
                    result.append(TreeDifference(name: x.name, kind: kind, sizes: (size(x), size(y))))
                }
                a.removeFirst()
                b.removeFirst()
            } else if let y = b.first, a.isEmpty || y.name < before.name {
                result.append(TreeDifference(name: y.name, kind: .added, sizes: (nil, size(y))))
                b.removeFirst()
            } else {
                result.append(TreeDifference(name: before.name, kind: .removed, sizes: (size(before), nil)))
                a.removeFirst()
            }
        }
        return result
    }

    private static func size(_ entry: Entry) -> Int? { entry.isFile ? entry.size : nil }

    private static func kind(_ a: Entry, _ b: Entry) -> Kind? {
        guard isSame(a.content, b.content) else { return .changed }
        let isSame =
            a.permissions == b.permissions && a.owner == b.owner && a.group == b.group
            && a.modified == b.modified
            && a.extended == b.extended
        return isSame ? nil : .attributes
    }

    /// By digests: the same content may lie in other objects.
    private static func isSame(_ a: EntryContent, _ b: EntryContent) -> Bool {
        guard case .file(let sizeA, _, let piecesA) = a, case .file(let sizeB, _, let piecesB) = b else {
            return a == b
        }
        return sizeA == sizeB && piecesA.map(\.digest) == piecesB.map(\.digest)
    }
}
