internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

/// The picture of how much of a tier drills have proven over time.
struct DrillChart {
    let history: TierHistory
    let from: Timestamp
    let to: Timestamp

    var svg: String {
        let frame = Frame(from: from, to: to, most: 1.08)
        let axes = frame.axes([(0, "0%"), (0.5, "50%"), (1, "100%")])
        return Frame.picture(summary, [axes, steps(frame)] + history.drills.map { mark($0, frame) })
    }

    private var summary: String {
        let failed = history.drills.count { !$0.drill.isPassed }
        let count = Counted.text(history.drills.count, "drill")
        return "\(history.tier): \(count), \(failed) failed; proven: \(state)"
    }

    /// What is proven by now.
    var state: String {
        guard let last = history.drills.last else { return "no drill in this time" }
        return "\(last.proven) of \(Counted.text(last.held, "point"))"
    }

    private static func share(_ proof: TierHistory.Proof) -> Double {
        proof.held > 0 ? Double(proof.proven) / Double(proof.held) : 0
    }

    private func steps(_ frame: Frame) -> String {
        guard let first = history.drills.first else { return "" }
        var points = [(frame.x(first.drill.time), frame.base)]
        for proof in history.drills {
            let x = frame.x(proof.drill.time)
            points += [(x, points.last?.1 ?? frame.base), (x, frame.y(Self.share(proof)))]
        }
        points.append((frame.x(to), points.last?.1 ?? frame.base))
        let text = points.map { "\(Frame.text($0.0)),\(Frame.text($0.1))" }.joined(separator: " ")
        let base = Frame.text(frame.base)
        return "<polygon class=\"area\" points=\"\(text) \(Frame.text(frame.x(to))),\(base)\"/>\n"
            + "<polyline class=\"curve\" points=\"\(text)\"/>"
    }

    /// A dot for a drill that passed, a cross for one that failed.
    private func mark(_ proof: TierHistory.Proof, _ frame: Frame) -> String {
        let (x, y) = (frame.x(proof.drill.time), frame.y(Self.share(proof)))
        let depth = proof.drill.depth?.rawValue ?? "unknown depth"
        let name = Markup.escape(
            "\(proof.drill.time.short) \(depth) \(proof.drill.verdict): \(proof.drill.verified) of "
                + "\(proof.drill.sampled) sampled"
        )
        if proof.drill.isPassed {
            return "<circle class=\"passed\" cx=\"\(Frame.text(x))\" cy=\"\(Frame.text(y))\" r=\"4\">"
                + "<title>\(name)</title></circle>"
        }
        let (left, right) = (Frame.text(x - 4), Frame.text(x + 4))
        let (top, bottom) = (Frame.text(y - 4), Frame.text(y + 4))
        return
            "<path class=\"failed\" d=\"M\(left) \(top)L\(right) \(bottom)M\(right) \(top)L\(left) "
            + "\(bottom)\">"
            + "<title>\(name)</title></path>"
    }
}
