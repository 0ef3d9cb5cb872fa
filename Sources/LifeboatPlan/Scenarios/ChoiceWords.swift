internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// A choice in words.
struct ChoiceWords {
    let scenario: Scenario
    let best: (state: TierState, point: Point)?
    let held: [(state: TierState, point: Point?)]
    let rule: PointRule

    var sentences: [String] {
        guard let best else { return ["No surviving tier holds a point that can be restored."] }
        var sentences = ["\(best.state.tier.name) \(standing(best)): \(state(best.point))."]
        for other in held where other.state.tier.name != best.state.tier.name {
            sentences.append(compare(other.state, other.point, best.point))
        }
        if let bad = rule.bad {
            sentences.append(
                PointRule.epoch(bad).map {
                    "Points of epoch \($0 &+ 1) are left out: the newest of them is the bad one."
                } ?? "Point \(bad.id.short), the newest, is left out: it is the bad one."
            )
        }
        if let before = rule.before { sentences.append("Points from \(before.short) UTC on are left out.") }
        return sentences
    }

    private func standing(_ best: (state: TierState, point: Point)) -> String {
        let holders = held.filter { $0.point != nil }
        if holders.count == 1 {
            return held.count == 1
                ? "is the only tier that survives" : "is the only surviving tier with a point that works"
        }
        let others = holders.filter { $0.point?.id == best.point.id }
        return others.count > 1
            ? "is the nearest of \(others.count) surviving tiers with the newest good point"
            : "holds the newest good point of all surviving tiers"
    }

    private func state(_ point: Point) -> String {
        let epoch = PointRule.epoch(point).map { ", \($0 &+ 1) epochs completed" } ?? ""
        return "point \(point.id.short) of \(point.manifest.created.short) UTC\(epoch)"
    }

    private func compare(_ state: TierState, _ point: Point?, _ best: Point) -> String {
        let name = state.tier.name
        guard state.isReachable else { return "\(name) cannot be opened; is it mounted?" }
        guard let point else { return "\(name) survives and holds no point that works." }
        if point.id == best.id { return "\(name) holds the same point and is farther away." }
        return "\(name) has only \(self.state(point))."
    }
}
