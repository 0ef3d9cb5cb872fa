internal import LifeboatCore
internal import LifeboatRecovery

extension StatusTable {
    /// For a terminal: the tiers, then every experiment in every tier, then what is wrong. No newline at the
    /// end.
    public func text(_ style: TextStyle = TextStyle()) -> String {
        var lines = tierLines(style)
        lines +=
            [""] + (rows.isEmpty ? ["There is no experiment yet: run `lifeboat protect`."] : rowLines(style))
        let notable = findings.filter { $0.severity > .info }
        if !notable.isEmpty { lines += [""] + FindingLines.lines(notable, style) }
        return lines.joined(separator: "\n")
    }

    private func tierLines(_ style: TextStyle) -> [String] {
        var grid = Grid(["TIER", "POINTS", "NEWEST", "EXPOSURE", "RPO", "LAST DRILL"], right: [1, 2, 3, 4])
        for tier in tiers {
            let isMet = tier.isRPOMet
            let drillTint: Tint = tier.lastDrill.map { $0.isPassed ? .good : .bad } ?? .notable
            grid.add([
                Grid.Cell(tier.tier),
                tier.isReachable ? Grid.Cell("\(tier.points)") : Grid.Cell("unreachable", .bad),
                Grid.Cell(Figures.span(tier.newestPointAgeSeconds)),
                Grid.Cell(
                    Figures.exposure(tier.exposure),
                    isMet == false ? .bad : isMet == true ? .good : .plain
                ),
                Grid.Cell(Figures.span(tier.rpoSeconds), .faint),
                Grid.Cell(Figures.drill(tier), drillTint),
            ])
        }
        return grid.lines(style)
    }

    private func rowLines(_ style: TextStyle) -> [String] {
        var grid = Grid(["EXPERIMENT", "TIER", "POINT", "AGE", "STATE", "EPOCH", "VERDICT"], right: [3])
        let hosts = Set(rows.map(\.host))
        for row in rows {
            let shared = rows.count { $0.experiment == row.experiment } > 1 && hosts.count > 1
            var name = shared ? "\(row.experiment)@\(row.host)" : row.experiment
            if row.presence != .present { name += style.isASCII ? " *" : " †" }
            for (index, cell) in row.cells.enumerated() {
                grid.add([Grid.Cell(index == 0 ? name : "")] + Self.cells(cell))
            }
        }
        let notes = rows.filter { $0.presence != .present }.compactMap { row in
            Figures.note(row.presence).map { "\(row.experiment): \($0)" }
        }
        let mark = style.isASCII ? "* " : "† "
        return grid.lines(style)
            + notes.map { Tint.faint.paint(mark + Columns.name($0, isASCII: style.isASCII), style) }
    }

    private static func cells(_ cell: StatusCell) -> [Grid.Cell] {
        guard let point = cell.point else {
            let isExposed = cell.exposure.counted != nil
            return [Grid.Cell(cell.tier), Grid.Cell("no point", isExposed ? .bad : .faint)]
                + Array(repeating: Grid.Cell(""), count: 4)
        }
        let isBehind = (cell.epochsBehind ?? 0) > 0
        return [
            Grid.Cell(cell.tier), Grid.Cell(point.short), Grid.Cell(Figures.span(cell.ageSeconds)),
            Grid.Cell(cell.state ?? Figures.none, cell.state == "complete" ? .good : .bad),
            Grid.Cell(Figures.progress(cell), isBehind ? .notable : .plain),
            Grid.Cell(Figures.verdict(cell), cell.verdict == "UNUSABLE" ? .bad : .plain),
        ]
    }
}
