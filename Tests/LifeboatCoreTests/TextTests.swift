import LifeboatCore
import Testing

@Suite("Text")
struct TextTests {
    @Test(
        "suggests the word that was meant",
        arguments: [
            ("soruces", "sources"), ("tier", "tiers"), ("Tiers", "tiers"), ("objectivs", "objectives"),
            ("xyzzy", nil),
            ("", nil),
        ] as [(String, String?)]
    )
    func nearest(_ word: String, _ expected: String?) {
        #expect(Nearest.match(word, in: ["sources", "tiers", "objectives", "retention"]) == expected)
    }

    @Test("suggests nothing when there is nothing")
    func nearestOfNone() { #expect(Nearest.match("a", in: []) == nil) }

    @Test("base64 comes back, and has one spelling")
    func base64() {
        for count in 0..<50 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 91) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
        for bad in ["QR==", "QQ", "QQ=", "QQ==\n", " QQ==", "Q", "QQ==QQ==", "Q-==", "QQE"] {
            #expect(Base64.decode(bad) == nil, "\(bad)")
        }
    }

    @Test("hexadecimal comes back, in lower case only")
    func hex() {
        let all = (0...255).map { UInt8($0) }
        #expect(Hex.decode(Hex.encode(all)) == all)
        for bad in ["a", "AB", "0g", "é", " 0"] { #expect(Hex.decode(bad) == nil) }
    }

    @Test("text that is shown stays on its line and drives no terminal")
    func printable() {
        #expect(Printable.text("plain é 😀") == "plain é 😀")
        #expect(Printable.lines("a\u{1b}\n\nb\r\n") == "a\\u{1b}\n\nb\\u{d}\n")
        #expect(ShellWord.line(["a", "it's", "", "=x"]) == #"a 'it'\''s' '' '=x'"#)
        #expect(
            ShellWord.quoted("\u{1b}[2J\u{9b}\nx") == #"''"$(printf '\033')"'[2J'"$(printf '\302\233')"'"#
                + "\nx'"
        )
        #expect(Printable.text("a\u{1b}[2J\n\u{202e}b\u{9b}") == "a\\u{1b}[2J\\u{a}\\u{202e}b\\u{9b}")
    }

    @Test("an error says where, what and what to do; a path is given only once")
    func errors() {
        let error = LifeboatError(.busy, "is busy", hint: "Wait.").at("a\nb").at("c")
        #expect(error.description == "a\\u{a}b: is busy\n  hint: Wait.")
        #expect(ErrorCode.allCases.map(\.exitStatus).filter { $0 != 1 }.sorted() == [64, 75, 78, 130])
    }

    @Test("a finding comes back from its JSON, and keeps the failure that it tells of")
    func findings() throws {
        let finding = Finding("a.b", .warning, path: "p", "m", hint: "h")
        #expect(try Finding(json: finding.json) == finding)
        let failure = Finding(
            "a.b",
            failure: LifeboatError(.corrupt, "torn", path: "x", hint: "y"),
            path: "p"
        )
        #expect(failure == Finding("a.b", .error, path: "x", "torn", hint: "y"))
        #expect(Severity.allCases.sorted() == [.info, .warning, .error])
    }
}
