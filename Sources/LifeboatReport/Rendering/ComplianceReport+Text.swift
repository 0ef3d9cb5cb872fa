internal import LifeboatCore
internal import LifeboatRecovery

extension ComplianceReport {
    /// For a terminal, to be read in five seconds: the verdict, the tiers, what failed and what to do about
    /// it, and then what passed. No newline at the end.
    public func text(_ style: TextStyle = TextStyle()) -> String {
        var lines = [verdictLine(style), Tint.faint.paint(originLine(style), style), ""]
        lines += tierLines(style)
        if !failed.isEmpty {
            lines += ["", Tint.strong.paint("FAILED", style)] + failed.flatMap { full($0, style) }
        }
        let passed = controls.filter { $0.status == .pass }
        if !passed.isEmpty {
            lines += ["", Tint.strong.paint("PASSED", style)] + brief(passed, .good, style)
        }
        let others = controls.filter { $0.status == .notApplicable }
        if !others.isEmpty {
            lines += ["", Tint.strong.paint("NOT ASKED FOR", style)] + brief(others, .faint, style)
        }
        let notable = findings.filter { $0.severity > .info }
        if !notable.isEmpty { lines += [""] + FindingLines.lines(notable, style) }
        return lines.joined(separator: "\n")
    }

    /// `12 passed, 3 failed, 2 not asked for`
    var counts: String {
        let numbers = Dictionary(grouping: controls, by: \.status).mapValues(\.count)
        return "\(numbers[.fail] ?? 0) failed, \(numbers[.pass] ?? 0) passed, "
            + "\(numbers[.notApplicable] ?? 0) not asked for"
    }

    private func verdictLine(_ style: TextStyle) -> String {
        let verdict =
            isCompliant ? Tint.good.paint("COMPLIANT", style) : Tint.bad.paint("NOT COMPLIANT", style)
        return "\(verdict)  \(Counted.text(controls.count, "control")): \(counts)"
    }

    private func originLine(_ style: TextStyle) -> String {
        let name = Columns.name("\(policy) on \(host)", isASCII: style.isASCII)
        return "\(name), \(generated.short) UTC, from \(Counted.text(records, "record")) of evidence"
    }

    private func tierLines(_ style: TextStyle) -> [String] {
        let head = ["TIER", "EXPOSURE", "RPO", "NEWEST", "LAG", "LAST DRILL", "RESTORE", "RTO"]
        var grid = Grid(head, right: [1, 2, 3, 4, 6, 7])
        for tier in tiers {
            let found = tier.status
            let drill: Tint = found.lastDrill.map { $0.isPassed ? .good : .bad } ?? .notable
            let exposure = found.isReachable ? Figures.exposure(found.exposure) : "unreachable"
            grid.add([
                Grid.Cell(tier.tier), Grid.Cell(exposure, Self.tint(found.isRPOMet)),
                Grid.Cell(Figures.span(found.rpoSeconds), .faint),
                Grid.Cell(Figures.span(found.newestPointAgeSeconds)),
                Grid.Cell(Figures.lag(tier), Self.tint(tier.isLagMet)),
                Grid.Cell(Figures.drill(found), drill),
                Grid.Cell(Figures.span(tier.drill?.slowestSeconds)),
                Grid.Cell(Figures.span(tier.rtoSeconds), .faint),
            ])
        }
        return grid.lines(style)
    }

    private static func tint(_ isMet: Bool?) -> Tint { isMet.map { $0 ? .good : .bad } ?? .plain }

    private func full(_ control: Control, _ style: TextStyle) -> [String] {
        let reason = Columns.name(control.reason, isASCII: style.isASCII)
        let remedy = Columns.name(control.remedy, isASCII: style.isASCII)
        return ["  " + Tint.bad.paint(Columns.name(control.id, isASCII: style.isASCII), style)]
            + FindingLines.indented(reason, by: 4, style)
            + (remedy.isEmpty
                ? [] : FindingLines.indented((style.isASCII ? "-> " : "→ ") + remedy, by: 4, style))
    }

    private func brief(_ controls: [Control], _ tint: Tint, _ style: TextStyle) -> [String] {
        let ids = controls.map { Columns.name($0.id, isASCII: style.isASCII) }
        let indent = min(30, (ids.map(Columns.width).max() ?? 0) + 4)
        return zip(controls, ids).flatMap { control, id in
            let reason = Columns.name(control.reason, isASCII: style.isASCII)
            var lines = FindingLines.indented(reason, by: indent, style)
            let gap = String(repeating: " ", count: max(1, indent - 2 - Columns.width(id)))
            if Columns.width(id) + 3 <= indent {
                lines[0] = "  " + tint.paint(id, style) + gap + lines[0].dropFirst(indent)
                return lines
            }
            return ["  " + tint.paint(id, style)] + lines
        }
    }
}
