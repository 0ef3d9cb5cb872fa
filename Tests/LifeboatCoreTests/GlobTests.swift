import LifeboatCore
import Testing

@Suite("Glob")
struct GlobTests {
    @Test(
        "matches",
        arguments: [
            ("*.cache", "a.cache"), ("*.cache", "deep/er/a.cache"), ("*", "x"),
            ("?.pt", "é.pt".replacing("é", with: "e")),
            ("weights/*.pt", "weights/last.pt"), ("**/*.pt", "a/b/c.pt"), ("**/*.pt", "c.pt"),
            ("a/**", "a/b/c"),
            ("a/**/z", "a/z"), ("a/**/z", "a/b/c/z"), ("a*b*c", "aXbYbZc"), ("/top", "top"), ("**", "a"),
            ("a**", "abc"),
        ]
    )
    func matches(_ pattern: String, _ path: String) { #expect(Glob(pattern).matches(Array(path.utf8))) }

    @Test(
        "does not match",
        arguments: [
            ("*.cache", "a.cached"), ("*.cache", "a.cache/b"), ("weights/*.pt", "x/weights/last.pt"),
            ("weights/*.pt", "weights/a/b.pt"),
            ("?", ""), ("?", "ab"), ("/top", "a/top"), ("", "a"), ("a/**/z", "a/b/zz"), ("A", "a"),
            ("[ab]", "a"),
        ]
    )
    func differs(_ pattern: String, _ path: String) { #expect(!Glob(pattern).matches(Array(path.utf8))) }

    @Test("a name that is not text matches by its bytes")
    func bytes() {
        #expect(Glob("a*").matches([0x61, 0xFF, 0xFE]))
        #expect(Glob("a??").matches([0x61, 0xFF, 0xFE]))
    }

    @Test("many stars do not take exponential time")
    func stars() {
        let pattern = String(repeating: "a*", count: 40) + "b"
        #expect(!Glob(pattern).matches([UInt8](repeating: 0x61, count: 4000)))
    }

    @Test("many stars over components do not take exponential time")
    func components() {
        let pattern = String(repeating: "**/a/", count: 30) + "b"
        let path = [UInt8](String(repeating: "a/", count: 500).utf8)
        #expect(!Glob(pattern).matches(path))
        #expect(Glob(pattern).matches(path + [0x62]))
    }

    @Test("agrees with the plainest matcher on small patterns and paths")
    func reference() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let pattern = Self.text(of: ["a", "b", "?", "*", "**", "/", "/", "**/"], using: &random)
            let path = Self.text(of: ["a", "b", "*", "/", "/"], using: &random)
            #expect(
                Glob(pattern).matches(Array(path.utf8)) == Self.plain(pattern, path),
                "\(path) by \(pattern)"
            )
        }
    }

    private static func text(of words: [String], using random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...7, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
            .joined()
    }

    /// The definition, written down: every way to divide the path is tried.
    private static func plain(_ pattern: String, _ path: String) -> Bool {
        let components = path.split(separator: "/").map(String.init)
        if pattern.contains("/") {
            return plain(pattern.split(separator: "/").map(String.init)[...], components[...])
        }
        guard let last = components.last, !pattern.isEmpty else { return false }
        return plain(Array(pattern)[...], Array(last)[...])
    }

    private static func plain(_ parts: ArraySlice<String>, _ components: ArraySlice<String>) -> Bool {
        guard let part = parts.first else { return components.isEmpty }
        if part == "**" {
            return (0...components.count).contains { plain(parts.dropFirst(), components.dropFirst($0)) }
        }
        guard let component = components.first else { return false }
        return plain(Array(part)[...], Array(component)[...])
            && plain(parts.dropFirst(), components.dropFirst())
    }

    private static func plain(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        if first == "*" {
            return (0...name.count).contains { plain(pattern.dropFirst(), name.dropFirst($0)) }
        }
        guard let letter = name.first, first == "?" || first == letter else { return false }
        return plain(pattern.dropFirst(), name.dropFirst())
    }
}
