import Testing

/// The mask leaves code alone and takes out everything else.
struct MaskTests {
    @Test(
        arguments: [
            ("let a = 1 // \"no\"", "let a = 1        "),
            ("a /* b /* c */ d */ e", "a                   e"),
            ("x(\"a\\\"b\") + 1", "x(\"    \") + 1"),
            ("\"a\\(b(\"c\"))d\"", "\"   b(\" \")  \""),
            ("#\"a\"b\"# + c", "#\"   \"# + c"),
            ("#\"\\(a) \\#(b)\"# + c", "#\"        b \"# + c"),
            ("\"\"\"\na \"b\" {\n\"\"\" + c", "\"\"\"\n       \n\"\"\" + c"),
            ("a = /b\"c/ + d", "a =       + d"),
            ("a / b + c / d", "a / b + c / d"),
            ("#if DEBUG", "#if DEBUG"),
        ]
    )
    func blanksCommentsAndTexts(source: String, code: String) {
        #expect(String(decoding: Mask.code(of: Array(source.utf8)), as: UTF8.self) == code)
    }

    @Test func keepsTheLengthOfHostileSource() {
        let hostile = ["\"", "/*", "\"\"\"", "#\"", "\"\\(", "\"\\", "/", "#", "(((", ")))", "a = /b", "#/"]
        for source in hostile {
            #expect(Mask.code(of: Array(source.utf8)).count == source.utf8.count)
        }
    }
}
