internal import LifeboatCore
internal import LifeboatLedger
internal import LifeboatRecovery
internal import Testing

@testable internal import LifeboatReport

@Suite("The page")
struct PageTests {
    private static let pages = [Sample.report().html, ComplianceReport(GoldenTests.broken).html]

    @Test("every tag is closed, in order", arguments: pages)
    func nesting(_ page: String) {
        let empty: Set = ["meta", "br"]
        var open: [String] = []
        for piece in page.split(separator: "<").dropFirst() where !piece.hasPrefix("!DOCTYPE") {
            guard let end = piece.firstIndex(of: ">") else {
                Issue.record("a tag does not end: \(piece.prefix(40))")
                return
            }
            let inside = piece[..<end]
            if inside.hasSuffix("/") { continue }
            let name = String(inside.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
            if inside.hasPrefix("/") {
                #expect(open.popLast() == name)
            } else if !empty.contains(name) {
                open.append(name)
            }
        }
        #expect(open == [])
    }

    @Test("it asks for nothing from elsewhere and runs nothing", arguments: pages)
    func selfContained(_ page: String) {
        for word in [
            "<script", "<link", "<img", "<iframe", "http://", "https://", "url(", "@import", "onerror",
        ] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("default-src 'none'"))
        #expect(page.contains("prefers-color-scheme: dark"))
        #expect(page.contains("@media print"))
    }

    @Test("tables have captions and heads with scope; pictures say what they show", arguments: pages)
    func accessible(_ page: String) {
        let count = { (text: String) in page.ranges(of: text).count }
        #expect(count("<table>") > 2)
        #expect(count("<table>") == count("<caption>"))
        #expect(count("<svg ") == 6)
        #expect(count("role=\"img\" aria-label=\"") == count("<svg "))
        #expect(!page.contains("<th>"))
        #expect(page.contains("<html lang=\"en\">"))
    }

    @Test("what comes from outside is escaped")
    func escaping() {
        let page = ComplianceReport(GoldenTests.broken).html
        #expect(!page.contains("<b>&\""))
        #expect(page.contains("runs/&lt;b&gt;&amp;&quot;&#39;\\u{202e}=cmd"))
        #expect(Markup.escape("<>&\"'\u{0}\u{1B}") == "&lt;&gt;&amp;&quot;&#39;\\u{0}\\u{1b}")
    }

    @Test("names that are hostile in every place leave no tag behind")
    func hostileEverywhere() {
        let evil = "\"><script>alert(1)</script>"
        let report = Sample.report { input in
            input.host = evil
            let finding = Finding(evil, .error, path: evil, evil, hint: evil)
            input.verification = EvidenceCheck(ledgers: 1, records: 1, isPinned: true, findings: [finding])
            input.evidence.append(
                EvidenceItem(
                    signer: evil,
                    sequence: 1,
                    time: Sample.ago(1),
                    host: evil,
                    kind: .drill,
                    body: ["drills": [Sample.drill("disk")]]
                )
            )
        }
        #expect(!report.html.contains("<script"))
        #expect(report.html.contains("&quot;&gt;&lt;script&gt;alert(1)"))
    }

    @Test("the curve of exposure is a saw whose teeth end at each protect")
    func saw() {
        let history = Sample.report().history[0]
        #expect(history.exposure.first?.seconds == 5)
        #expect(history.exposure.last == TierHistory.Moment(time: Sample.now, seconds: 595))
        #expect(history.exposure.map(\.seconds).max() == 55_905)
        #expect(history.drills.map(\.proven) == [1, 2])
        #expect(history.drills.map(\.held) == [4, 4])
    }

    @Test("only the last 90 days are drawn")
    func window() {
        let report = Sample.report { $0.evidence.insert(Sample.protect(0, ago: 100 * 86_400), at: 0) }
        #expect(report.history[0].exposure.allSatisfy { $0.time >= Sample.ago(90 * 86_400) })
        #expect(report.windowStart == Sample.ago(90 * 86_400))
    }

    @Test("a curve of many moments is thinned, and its peak stays")
    func thinned() {
        let items = (1...3000).map {
            Sample.protect($0, ago: Double(3001 - $0) * 60 + ($0 < 1500 ? 7200 : 0))
        }
        let history = Sample.report { $0.evidence = items }.history[0]
        let chart = ExposureChart(history: history, rpo: 600, from: Sample.ago(190_000), to: Sample.now)
        #expect(chart.svg.utf8.count < 60_000)
        #expect(chart.svg.contains(TimeSpan.text(history.exposure.map(\.seconds).max() ?? 0)))
    }
}
