/// A file name pattern: `*` and `?` within one path component, `**` over components.
///
/// A pattern without `/` is held against the last component at any depth, as in `.gitignore`;
/// one with `/` against the whole path below the source.
public struct Glob: Sendable, Hashable {
    /// The pattern as it was written.
    public let pattern: String
    private let parts: [[UInt8]]
    private let isAnchored: Bool

    /// Makes a pattern; every text is a valid one.
    public init(_ pattern: String) {
        self.pattern = pattern
        isAnchored = pattern.utf8.contains(0x2F)
        parts = pattern.utf8.split(separator: 0x2F).map(Array.init)
    }

    /// Whether the pattern names this path, given as bytes relative to the source.
    public func matches(_ path: [UInt8]) -> Bool {
        let components = path.split(separator: 0x2F)
        if isAnchored {
            return Self.matches(parts, components[...], star: Self.anyComponents) {
                Self.matches(component: $0, $1)
            }
        }
        guard let last = components.last, let part = parts.first else { return false }
        return Self.matches(component: part, last)
    }

    private static let anyComponents = Array("**".utf8)

    private static func matches(component pattern: [UInt8], _ name: ArraySlice<UInt8>) -> Bool {
        matches(pattern, name, star: 0x2A) { $0 == 0x3F || $0 == $1 }
    }

    /// Whether `pattern` names all of `items`, where `star` stands for any number of them and each other
    /// element for one.
    ///
    /// Greedy, and only the last star is ever tried again: what comes before it matched in the shortest way,
    /// so another way leaves no more to the rest. Policies may come from strangers, and this takes quadratic
    /// time.
    private static func matches<Element: Equatable, Item>(
        _ pattern: [Element],
        _ items: ArraySlice<Item>,
        star: Element,
        _ isOne: (Element, Item) -> Bool
    ) -> Bool {
        var p = 0
        var i = items.startIndex
        var back: (p: Int, i: Int)?
        while i < items.endIndex {
            if p < pattern.count, pattern[p] == star {
                back = (p, i)
                p += 1
            } else if p < pattern.count, isOne(pattern[p], items[i]) {
                p += 1
                i += 1
            } else if let last = back {
                back = (last.p, last.i + 1)
                p = last.p + 1
                i = last.i + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == star }
    }
}
