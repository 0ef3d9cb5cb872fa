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
        if isAnchored { return Self.match(parts[...], components[...]) }
        guard let last = components.last, let part = parts.first else { return false }
        return Self.match(component: part[...], last)
    }

    private static func match(_ parts: ArraySlice<[UInt8]>, _ components: ArraySlice<ArraySlice<UInt8>>)
        -> Bool
    {
        guard let part = parts.first else { return components.isEmpty }
        if part == Array("**".utf8) {
            return components.indices.contains { match(parts.dropFirst(), components[$0...]) }
                || match(parts.dropFirst(), components[components.endIndex...])
        }
        guard let component = components.first, match(component: part[...], component) else { return false }
        return match(parts.dropFirst(), components.dropFirst())
    }

    /// Greedy matching with one point to go back to: linear in practice, never exponential.
    private static func match(component pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        var p = pattern.startIndex
        var n = name.startIndex
        var star: (p: Int, n: Int)?
        while n < name.endIndex {
            if p < pattern.endIndex, pattern[p] == 0x2A {
                star = (p, n)
                p += 1
            } else if p < pattern.endIndex, pattern[p] == 0x3F || pattern[p] == name[n] {
                p += 1
                n += 1
            } else if let back = star {
                star = (back.p, back.n + 1)
                p = back.p + 1
                n = back.n + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == 0x2A }
    }
}
