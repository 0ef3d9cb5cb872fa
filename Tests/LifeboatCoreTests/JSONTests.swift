import LifeboatCore
import Testing

@Suite("JSON")
struct JSONTests {
    @Test("writes one canonical form: keys by bytes, no space, few escapes")
    func canonical() {
        let value: JSON = [
            "b": [1, true, nil], "a": "x/\"\\\n\u{1}é", "": .double(0.5), "Z": .double(3), "é": .array([]),
        ]
        #expect(
            String(decoding: value.canonical, as: UTF8.self)
                == #"{"":0.5,"Z":3,"a":"x/\"\\\n\u0001é","b":[1,true,null],"é":[]}"#
        )
        #expect(JSON.double(.nan).canonical == Array("null".utf8))
    }

    @Test("writes for people with two spaces a level")
    func pretty() {
        let value: JSON = ["a": [1], "b": .object([:])]
        #expect(value.pretty == "{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}\n")
    }

    @Test(
        "reads every kind of value",
        arguments: [
            ("null", .null), (" true ", true), ("-0", 0), ("9223372036854775807", .int(.max)),
            ("9223372036854775808", .double(0x1p63)), ("1.5e3", .double(1500)), ("1E-2", .double(0.01)),
            ("\"\\ud83d\\ude00\\u00e9\\/\\b\"", "😀é/\u{8}"), ("[1 ,2]", [1, 2]),
            ("{\"a\" : {}}", ["a": .object([:])]),
        ] as [(String, JSON)]
    )
    func reads(_ text: String, _ value: JSON) throws { #expect(try JSON.parse(text: text) == value) }

    @Test(
        "refuses what RFC 8259 does not allow",
        arguments: [
            "", " ", "nul", "truex", "1 2", "01", "-01", "+1", ".5", "1.", "1.e5", "1e", "1e+", "--1", "-",
            "1e999", "NaN",
            "0x10", "[1,]", "[1 2]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"\\u0061\":2}",
            "\"a", "\"\\x\"", "\"\u{1}\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\\u+041\"",
            "\"\\u-041\"",
            "\"\\u00\"", "[", "{", "[1", "\u{FEFF}1", "1\u{0}",
        ]
    )
    func refuses(_ text: String) {
        let error = #expect(throws: LifeboatError.self) { try JSON.parse(text: text) }
        #expect(error?.code == .corrupt)
    }

    @Test("refuses bytes that are not UTF-8")
    func notUTF8() {
        for bytes in [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0x5C, 0x6E, 0xED, 0xA0, 0x80, 0x22],
        ] as [[UInt8]] {
            #expect(throws: LifeboatError.self) { try JSON.parse(bytes) }
        }
    }

    @Test("reads 64 levels and not one more")
    func depth() throws {
        let deepest = String(repeating: "[", count: 63) + "1" + String(repeating: "]", count: 63)
        #expect(throws: Never.self) { try JSON.parse(text: deepest) }
        #expect(throws: LifeboatError.self) { try JSON.parse(text: "[\(deepest)]") }
        #expect(throws: LifeboatError.self) { try JSON.parse(text: String(repeating: "[", count: 1_000_000)) }
    }

    @Test("a hostile key cannot drive the terminal through the error")
    func hostileKey() {
        let error = #expect(throws: LifeboatError.self) { try JSON.parse(text: #"{"\u001b":1,"\u001b":2}"#) }
        #expect(error?.message.contains("\u{1b}") == false)
    }

    @Test("typed access names the key that is missing or of another kind")
    func access() throws {
        let value: JSON = ["n": 1, "s": "x", "d": .double(1.5), "b": true, "a": [1], "o": .object([:])]
        #expect(try value.int("n") == 1)
        #expect(try value.string("s") == "x")
        #expect(try value.double("n") == 1 && value.double("d") == 1.5)
        #expect(try value.bool("b") && value.array("a") == [1] && value.object("o") == [:])
        let error = #expect(throws: LifeboatError.self) { try value.string("n") }
        #expect(error?.message.contains("\"n\"") == true)
        #expect(throws: LifeboatError.self) { try value.int("d") }
        #expect(value.with("n", 2)["n"] == 2)
    }
}
