internal import LifeboatCore
internal import LifeboatRecovery
internal import LifeboatVault
internal import Testing

@testable internal import LifeboatReport

/// Every rendering of two fleets: one that is as it should be, and one where much is wrong.
@Suite("Renderings")
struct GoldenTests {
    /// Torn, late, failed, lost and hostile things in one fleet.
    static var broken: ReportInput {
        Sample.changed { input in
            let torn = Sample.point(1, 3, ago: 60) { $0.state = .incomplete }
            input.tiers[0] = Sample.tier("disk", [torn] + Sample.points)
            let name = "runs/<b>&\"'\u{202E}=cmd|' /C calc'!A0"
            let hostile = Sample.point(3, 1, ago: 9000, name: name, host: "gpu-8")
            input.tiers[1] = Sample.tier("nas", [Sample.points[1], Sample.points[3], hostile])
            let why = Finding(
                "tier.unreachable",
                .error,
                path: "vaulted",
                "cannot be opened: no such file",
                hint: "Mount it, or run `lifeboat vault init`."
            )
            input.tiers[2] = TierState(
                tier: Sample.policyTier("vaulted"),
                isReachable: false,
                points: [],
                findings: [why]
            )
            let changed = Sample.entries.dropLast() + [Sample.entry(changed: 60)]
            let state = ExperimentState(
                name: "runs/exp1",
                origin: Sample.origin(1),
                run: Sample.run(1),
                entries: Array(changed),
                epoch: 24
            )
            input.sources = [SourceState(source: "runs", experiments: [state])]
            input.evidence.append(
                Sample.drills(9, ago: 300, [Sample.drill("nas", verdict: "failed", verified: 1)])
            )
            input.verification = EvidenceCheck(ledgers: 3, records: 9, isPinned: false, findings: [])
        }
    }

    static let inputs: [(name: String, input: ReportInput)] = [("good", Sample.input), ("broken", broken)]

    static var renderings: [(name: String, text: String)] {
        inputs.flatMap { name, input in
            let report = ComplianceReport(input)
            let status = StatusTable(input)
            return [
                ("report-\(name).txt", report.text() + "\n"),
                ("report-\(name).json", report.json.pretty),
                ("report-\(name).csv", report.csv),
                ("report-\(name).html", report.html),
                ("status-\(name).txt", status.text() + "\n"),
                ("status-\(name)-ascii.txt", status.text(TextStyle(width: 72, isASCII: true)) + "\n"),
                ("status-\(name).json", status.json.pretty),
            ]
        }
    }

    @Test("are the goldens", arguments: renderings.map(\.name))
    func goldens(_ name: String) throws {
        let text = try #require(Self.renderings.first { $0.name == name }?.text)
        if Folders.isRecording {
            try Folders.record(text, name)
            Issue.record("recorded \(name); run again without RECORD_GOLDENS")
            return
        }
        let golden = try #require(Folders.golden(name), "there is no golden \(name)")
        #expect(text == golden)
    }

    @Test("text fits the columns, and is plain ASCII where that is asked for", arguments: [80, 100])
    func width(_ width: Int) {
        for (_, input) in Self.inputs {
            let style = TextStyle(width: width, isASCII: true)
            for text in [ComplianceReport(input).text(style), StatusTable(input).text(style)] {
                for line in text.split(separator: "\n") {
                    #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
                    // A word that is longer than a line stays whole: it may have to be copied.
                    #expect(line.count <= width || !line.drop { $0 == " " }.contains(" "), "\(line)")
                    #expect(line.last != " ")
                }
            }
        }
    }

    @Test("colour adds nothing but colour")
    func colour() {
        for (_, input) in Self.inputs {
            let report = ComplianceReport(input)
            let coloured = report.text(TextStyle(isColoured: true))
            #expect(coloured.contains("\u{1B}[3"))
            let bare = coloured.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated().map
            {
                $0 == 0 ? String($1) : String($1.drop { $0 != "m" }.dropFirst())
            }.joined()
            #expect(bare == report.text())
        }
    }

    @Test("the contract of keys")
    func keys() {
        let json = Sample.report().json
        #expect(json["schema"] == "lifeboat.report/1")
        #expect(json["compliant"] == true)
        #expect(json["generated"] == .string(Sample.now.description))
        let tier = json["tiers"]?.arrayValue?.first?.objectValue ?? [:]
        for key in [
            "tier", "newestPointAgeSeconds", "exposureSeconds", "rpoSeconds", "rpoMet",
            "replicationLagSeconds",
            "lastDrillAgeSeconds", "lastDrillVerdict",
        ] {
            #expect(tier[key] != nil, "\(key)")
        }
        let control = json["controls"]?.arrayValue?.first?.objectValue ?? [:]
        for key in ["id", "title", "status", "reason", "evidence", "clauses"] {
            #expect(control[key] != nil, "\(key)")
        }
        let status = StatusTable(Sample.input).json
        #expect(status["schema"] == "lifeboat.status/1")
        let cell = status["experiments"]?.arrayValue?.first?["tiers"]?.arrayValue?.first?.objectValue ?? [:]
        for key in [
            "tier", "point", "created", "ageSeconds", "state", "verdict", "epoch", "epochs", "epochsBehind",
            "points",
        ] {
            #expect(cell[key] != nil, "\(key)")
        }
    }
}
