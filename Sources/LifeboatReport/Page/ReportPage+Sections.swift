internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

extension ReportPage {
    /// The tiers in one table.
    var tierSection: String {
        let head = [
            "Tier", "Exposure", "RPO", "Newest point", "Points", "Lag", "Last drill", "Slowest restore",
            "RTO",
        ]
        let rows = report.tiers.map { tier in
            let found = tier.status
            let exposure = found.isReachable ? Figures.exposure(found.exposure) : "unreachable"
            return [
                Markup.escape(tier.tier), Self.judged(exposure, found.isRPOMet),
                Figures.span(found.rpoSeconds),
                Figures.span(found.newestPointAgeSeconds), "\(found.points)",
                Self.judged(Figures.lag(tier), tier.isLagMet), Self.drill(found),
                Figures.span(tier.drill?.slowestSeconds), Figures.span(tier.rtoSeconds),
            ]
        }
        return "<section>\n<h2>Tiers</h2>\n"
            + Markup.table("Hot to cold, as of this report", head, rows, numbers: [1, 2, 3, 4, 5, 7, 8])
            + "\n</section>"
    }

    private static func judged(_ text: String, _ isMet: Bool?) -> String {
        isMet.map { Markup.badge($0 ? "pass" : "fail", text) } ?? Markup.escape(text)
    }

    private static func drill(_ tier: StatusTier) -> String {
        guard let drill = tier.lastDrill else { return Markup.badge("warn", "never") }
        let age = " \(Figures.span(tier.lastDrillAgeSeconds)) ago"
        return Markup.badge(drill.isPassed ? "pass" : "fail", drill.verdict)
            + (drill.depth.map { " \(Markup.escape($0.rawValue))," } ?? "") + age
    }

    /// What failed, and what to do.
    var failures: String {
        guard !report.failed.isEmpty else { return "" }
        let cards = report.failed.map { control in
            """
            <article class="card">
            <h3>\(Markup.escape(control.title))<span class="id">\(Markup.escape(control.id))</span></h3>
            <p>\(Markup.escape(control.reason))</p>
            <p><b>What to do:</b> \(Self.commands(control.remedy))</p>
            <p class="clauses">\(Markup.escape(control.clauses.joined(separator: " · ")))</p>
            </article>
            """
        }
        return "<section>\n<h2>Failed controls</h2>\n" + cards.joined(separator: "\n") + "\n</section>"
    }

    /// Escaped, with what stands in backticks as code.
    private static func commands(_ text: String) -> String {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
            let part = Markup.escape(String(part))
            return index.isMultiple(of: 2) ? part : "<code>\(part)</code>"
        }.joined()
    }

    /// Every control.
    var controlSection: String {
        let rows = report.controls.map { control in
            [
                Markup.escape(control.title) + "<br><code>\(Markup.escape(control.id))</code>",
                Self.badge(control.status), Markup.escape(control.reason),
                Markup.escape(control.clauses.joined(separator: ", ")), Self.references(control.evidence),
            ]
        }
        return "<section>\n<h2>All controls</h2>\n"
            + Markup.table(
                "Each with its answer, the reason, the clauses it answers to, and the records it rests on",
                ["Control", "Result", "Reason", "Clauses", "Evidence"],
                rows
            ) + "\n</section>"
    }

    private static func badge(_ status: ControlStatus) -> String {
        switch status {
        case .pass: Markup.badge("pass", "pass")
        case .fail: Markup.badge("fail", "fail")
        case .notApplicable: Markup.badge("none", "not asked for")
        }
    }

    /// The start of each signer and the number of the record; the whole reference shows on the spot.
    private static func references(_ evidence: [String]) -> String {
        guard !evidence.isEmpty else { return Figures.none }
        return evidence.map { reference in
            let parts = reference.split(separator: "/")
            let short = parts.count == 2 ? "\(parts[0].prefix(8))/\(parts[1])" : reference
            return "<code title=\"\(Markup.escape(reference))\">\(Markup.escape(short))</code>"
        }.joined(separator: " ")
    }

    /// The pictures of every tier.
    var pictures: String {
        guard let from = report.windowStart else { return "" }
        let figures = zip(report.tiers, report.history).map { tier, history in
            let exposure = ExposureChart(
                history: history,
                rpo: tier.status.rpoSeconds,
                from: from,
                to: report.generated
            )
            let drills = DrillChart(history: history, from: from, to: report.generated)
            let name = Markup.escape(tier.tier)
            return """
                <figure><figcaption>\(name) <span>time since it was confirmed to hold \
                everything</span></figcaption>
                \(exposure.svg)</figure>
                <figure><figcaption>\(name) <span>proven by drills: \(Markup.escape(drills.state))</span>\
                </figcaption>
                \(drills.svg)</figure>
                """
        }
        return "<section>\n<h2>Over time</h2>\n<div class=\"charts\">\n" + figures.joined(separator: "\n")
            + "\n</div>\n<p class=\"note\">● a drill that passed, ✗ one that failed; the dashed line is "
            + "the RPO.</p>\n"
            + "</section>"
    }

    /// Every experiment in every tier.
    var experimentSection: String {
        let rows = report.status.rows.flatMap { row in
            row.cells.map { cell in
                let note = Figures.note(row.presence).map {
                    "<br><span class=\"note\">\(Markup.escape($0))</span>"
                }
                return [
                    Markup.escape(row.experiment) + (note ?? ""), Markup.escape(cell.tier),
                    cell.point.map { "<code title=\"\($0.description)\">\($0.short)</code>" } ?? Figures.none,
                    Figures.span(cell.ageSeconds), Self.state(cell), Markup.escape(Figures.progress(cell)),
                    Markup.escape(Figures.verdict(cell)), "\(cell.points)",
                    cell.exposure.counted.map { Figures.exposure($0) } ?? Figures.none,
                ]
            }
        }
        guard !rows.isEmpty else { return "" }
        let head = [
            "Experiment", "Tier", "Newest point", "Age", "State", "Epoch", "Verdict", "Points", "Exposure",
        ]
        return "<section>\n<h2>Experiments</h2>\n"
            + Markup.table(
                "The newest point of each experiment in each tier",
                head,
                rows,
                numbers: [3, 5, 7, 8]
            )
            + "\n</section>"
    }

    private static func state(_ cell: StatusCell) -> String {
        guard let state = cell.state else { return Markup.badge("warn", "no point") }
        return Markup.badge(state == "complete" ? "pass" : "fail", state)
    }

    /// What else is wrong or notable.
    var findingSection: String {
        guard !report.findings.isEmpty else { return "" }
        let rows = FindingLines.worstFirst(report.findings).map { finding in
            let kind = finding.severity == .error ? "fail" : finding.severity == .warning ? "warn" : "none"
            return [
                "<code>\(Markup.escape(finding.code))</code>", Markup.badge(kind, finding.severity.rawValue),
                Markup.escape(finding.path), Markup.escape(finding.message), Self.commands(finding.hint),
            ]
        }
        return "<section>\n<h2>Findings</h2>\n"
            + Markup.table(
                "What was notable beside the controls",
                ["Code", "Severity", "Where", "What", "What to do"],
                rows
            )
            + "\n</section>"
    }
}
