import LifeboatAWS
import LifeboatCore
import Testing

@Suite struct XMLReaderTests {
    @Test func elementsTextAndOrderAreRead() throws {
        let root = try Self.read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- note --><s3:List xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/" n="1">
              <Name>b</Name><Key> a&amp;b&#233; <![CDATA[<c>]]></Key><Key/>
              <Owner><Name>me</Name></Owner>
            </s3:List>
            """
        )
        #expect(root.name == "List" && root.text.isEmpty)
        #expect(root.text(of: "Name") == "b")
        #expect(root.all("Key").map(\.text) == [" a&bé <c>", ""])
        #expect(root["Owner"]?.text(of: "Name") == "me")
        #expect(root.first("Owner")?.name == "Owner" && root.first("Nobody") == nil)
    }

    @Test(
        "what is not well-formed is corrupt",
        arguments: [
            "", "<", "a", "<a>", "<a></b>", "<a/><b/>", "<a>&nbsp;</a>", "<a>\u{1}</a>", "{}", "<a b=1/>",
        ]
    )
    func malformed(text: String) {
        #expect(Self.isCorrupt { _ = try Self.read(text) })
    }

    @Test func bytesThatAreNoTextAreCorrupt() {
        #expect(Self.isCorrupt { _ = try XMLReader.read([0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E]) })
    }

    @Test(
        "a document type is refused, whatever it declares",
        arguments: [
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
            "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
        ]
    )
    func documentType(text: String) {
        #expect(Self.isCorrupt { _ = try Self.read(text) })
    }

    @Test func depthElementsAndBytesAreBounded() throws {
        let deep = String(repeating: "<a>", count: 5) + String(repeating: "</a>", count: 5)
        #expect(Self.isCorrupt { _ = try Self.read(deep, XMLLimits(depth: 4)) })
        #expect(try Self.read(deep, XMLLimits(depth: 5)).children.count == 1)
        let wide = "<a>" + String(repeating: "<b/>", count: 9) + "</a>"
        #expect(Self.isCorrupt { _ = try Self.read(wide, XMLLimits(elements: 9)) })
        #expect(try Self.read(wide, XMLLimits(elements: 10)).children.count == 9)
        #expect(Self.isCorrupt { _ = try Self.read(wide, XMLLimits(bytes: wide.utf8.count - 1)) })
        #expect(try Self.read(wide, XMLLimits(bytes: wide.utf8.count)).children.count == 9)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let odd = "a<b>&\"' \t\r\n]]>é\u{7F}日"
        let root = XMLElement(
            "Delete",
            [XMLElement("Object", [XMLElement("Key", odd)]), XMLElement("Quiet")]
        )
        let bytes = try XMLWriter.document(root, namespace: "http://s3.amazonaws.com/doc/2006-03-01/")
        #expect(try XMLReader.read(bytes) == root)
        #expect(String(decoding: bytes, as: UTF8.self).contains("<Delete xmlns=\"http://s3."))
    }

    @Test("what XML cannot hold is refused", arguments: ["\u{0}", "a\u{1F}b", "\u{FFFF}"])
    func unwritable(text: String) {
        #expect(throws: LifeboatError.self) { try XMLWriter.document(XMLElement("Key", text)) }
    }

    private static func read(_ text: String, _ limits: XMLLimits = XMLLimits()) throws -> XMLElement {
        try XMLReader.read(Array(text.utf8), limits: limits)
    }

    private static func isCorrupt(_ body: () throws -> Void) -> Bool {
        do { try body() } catch { return (error as? LifeboatError)?.code == .corrupt }
        return false
    }
}
