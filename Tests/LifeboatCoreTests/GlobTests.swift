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
}
