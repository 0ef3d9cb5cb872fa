internal import LifeboatCore
internal import Testing

@testable internal import LifeboatReport

@Suite("CSV")
struct CSVTests {
    @Test(
        "fields are quoted as RFC 4180 says",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""), ("", ""),
            ("a\nb", "a\\u{a}b"),
        ]
    )
    func quoting(_ text: String, _ field: String) { #expect(CSVText.field(text) == field) }

    @Test(
        "what a spreadsheet would take for a formula begins with an apostrophe",
        arguments: ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\u{FF1D}1"]
    )
    func formulas(_ text: String) { #expect(CSVText.field(text) == "'" + text) }

    @Test("a number stays a number", arguments: ["-1.5", "12", "0.000", "-3"])
    func numbers(_ text: String) { #expect(CSVText.field(text) == text) }

    @Test("words that Swift reads as numbers are text", arguments: ["-inf", "+nan", "-0x1p3"])
    func notNumbers(_ text: String) { #expect(CSVText.field(text) == "'" + text) }

    @Test("every row has the fields of the head")
    func shape() {
        let lines = ComplianceReport(GoldenTests.broken).csv.split(separator: "\r\n")
        let counts = lines.map { line in
            var inside = false
            return line.count { character in
                if character == "\"" { inside.toggle() }
                return character == "," && !inside
            }
        }
        #expect(Set(counts) == [20])
        #expect(lines.count == 1 + 3 + ComplianceReport(GoldenTests.broken).controls.count)
    }
}
