internal import LifeboatCore

/// The picture of a tier's exposure over time against its RPO.
struct ExposureChart {
    let history: TierHistory
    let rpo: Double?
    let from: Timestamp
    let to: Timestamp

    var svg: String {
        let highest = history.exposure.map(\.seconds).max() ?? 0
        let frame = Frame(from: from, to: to, most: max(highest, rpo ?? 0) * 1.12)
        var ticks = [(value: 0.0, name: "0s")]
        if highest > 0 { ticks.append((highest, TimeSpan.text(highest))) }
        return Frame.picture(summary(highest), [frame.axes(ticks), curve(frame), limit(frame)])
    }

    private func summary(_ highest: Double) -> String {
        let limit = rpo.map { "; the RPO is \(TimeSpan.text($0))" } ?? ""
        return
            "\(history.tier): at most \(TimeSpan.text(highest)) of work was not confirmed as held at any "
            + "one time"
            + limit
    }

    private func curve(_ frame: Frame) -> String {
        let moments = thinned(frame)
        guard let first = moments.first, let last = moments.last else { return "" }
        let points = moments.map { "\(Frame.text(frame.x($0.time))),\(Frame.text(frame.y($0.seconds)))" }
            .joined(separator: " ")
        let base = Frame.text(frame.base)
        let area =
            "\(Frame.text(frame.x(first.time))),\(base) \(points) \(Frame.text(frame.x(last.time))),\(base)"
        return
            "<polygon class=\"area\" points=\"\(area)\"/>\n<polyline class=\"curve\" points=\"\(points)\"/>"
    }

    /// Of the moments that fall on one point of the page, the first, the highest and the last: peaks stay.
    private func thinned(_ frame: Frame) -> [TierHistory.Moment] {
        let moments = history.exposure
        guard moments.count > Int(Frame.width) else { return moments }
        var result: [TierHistory.Moment] = []
        var column: [TierHistory.Moment] = []
        var place = -1
        func flush() {
            guard let first = column.first, let last = column.last else { return }
            result.append(first)
            if let peak = column.max(by: { $0.seconds < $1.seconds }), peak != first, peak != last {
                result.append(peak)
            }
            if column.count > 1 { result.append(last) }
            column = []
        }
        for moment in moments {
            let here = Int(frame.x(moment.time))
            if here != place { flush() }
            place = here
            column.append(moment)
        }
        flush()
        return result
    }

    private func limit(_ frame: Frame) -> String {
        guard let rpo else { return "" }
        let y = Frame.text(frame.y(rpo))
        let (left, right) = (Frame.text(frame.x(from)), Frame.text(frame.x(to)))
        return "<line class=\"limit\" x1=\"\(left)\" x2=\"\(right)\" y1=\"\(y)\" y2=\"\(y)\"/>"
            + "<text class=\"limit-name\" x=\"\(left)\" y=\"\(y)\" dx=\"6\" dy=\"-5\">"
            + "RPO \(TimeSpan.text(rpo))</text>"
    }
}
