import LifeboatCore
import Testing

@Suite("Names")
struct NameTests {
    @Test("contained names", arguments: ["a", "a/b", "...", ".hidden", "a..b", "-", " "])
    func contained(_ text: String) { #expect(FileName(text).isContained) }

    @Test(
        "names that leave or are none",
        arguments: ["", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/./b", "a\0b"]
    )
    func uncontained(_ text: String) { #expect(!FileName(text).isContained) }

    @Test("a directory comes right before what it holds")
    func order() {
        let sorted = ["a-b", "a/b", "a", "a/b/c", "a.b", "ab", "a/-"].map { FileName($0) }.sorted()
        #expect(sorted.map(\.description) == ["a", "a/-", "a/b", "a/b/c", "a-b", "a.b", "ab"])
    }

    @Test("parent, last and appending take a name apart and together")
    func parts() {
        let name = FileName("a/b/c")
        #expect(name.parent == FileName("a/b") && name.last == FileName("c"))
        #expect(name.parent.appending(name.last.bytes) == name)
        #expect(FileName("c").parent == FileName("") && FileName("").appending([0x63]) == FileName("c"))
    }

    @Test("bytes that are not text stay as they are and show as text")
    func notText() {
        let name = FileName(bytes: [0x61, 0xFF, 0x1B])
        #expect(name.text == nil && name.bytes == [0x61, 0xFF, 0x1B])
        #expect(name.description == "a\\xff\\u{1b}")
        #expect(FileName(bytes: [0x61, 0xFE, 0x1B]).description == "a\\xfe\\u{1b}")
        // A sequence that breaks off, a surrogate, one too long, and what is right between them.
        let odd: [UInt8] = [
            0xC3, 0x41, 0xED, 0xA0, 0x80, 0xC3, 0xA4, 0xF0, 0x9F, 0x98, 0xC0, 0xAF, 0xE2, 0x82,
        ]
        #expect(
            FileName(bytes: odd).description == #"\xc3A\xed\xa0\x80"# + "\u{E4}"
                + #"\xf0\x9f\x98\xc0\xaf\xe2\x82"#
        )
    }

    @Test("run ids sort by age, and only what is made is accepted")
    func runID() throws {
        var random = SeededGenerator(seed: 1)
        let ids = (0..<100).map {
            RunID.make(at: Timestamp(milliseconds: Int64($0) * 1_000_003), using: &random)
        }
        #expect(ids.sorted() == ids && Set(ids).count == 100)
        for id in ids { #expect(RunID(id.text) == id) }
        let text = ids[50].text
        for bad in [
            "", text + "0", String(text.dropLast()), text.uppercased(), "i" + text.dropFirst(),
            "/" + text.dropFirst(),
        ] {
            #expect(RunID(bad) == nil || bad == text)
        }
        let old = RunID.make(at: Timestamp(milliseconds: -1), using: &random)
        #expect(RunID(old.text) == old)
    }

    @Test("digests are read from 64 lower-case digits or 32 bytes and from nothing else")
    func digest() throws {
        let digest = Hasher256.digest(of: "abc")
        #expect(digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest(hex: digest.hex) == digest && Digest(bytes: digest.bytes) == digest)
        #expect(Digest(hex: digest.hex.uppercased()) == nil && Digest(hex: digest.hex.dropLast()) == nil)
        #expect(Digest(hex: digest.hex.dropLast(2) + "é") == nil)
        #expect(Digest(bytes: digest.bytes + [0]) == nil && Digest(bytes: digest.bytes.dropLast()) == nil)
        let smaller = try #require(Digest(bytes: [0] + digest.bytes.dropFirst()))
        #expect(smaller < digest && PointID(digest).short == "ba7816bf8f01")
    }

    @Test("a digest computed in pieces is that of the whole")
    func pieces() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var hasher = Hasher256()
        for start in stride(from: 0, to: 1000, by: 77) {
            hasher.update(Array(bytes[start..<min(start + 77, 1000)]))
        }
        #expect(hasher.finish() == Hasher256.digest(of: bytes))
    }
}
