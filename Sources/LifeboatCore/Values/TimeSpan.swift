/// Durations for people and from people; in JSON a duration is a number of seconds.
public enum TimeSpan {
    private static let units: [(name: String, seconds: Double)] = [
        ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1), ("ms", 0.001),
    ]

    /// The two largest units, as in `3h 12m`; `0.42s` below a minute.
    public static func text(_ seconds: Double) -> String {
        guard abs(seconds) < 1e15 else { return "\(seconds)s" }
        if seconds < 0 { return "-" + text(-seconds) }
        if seconds < 59.5 { return "\(Decimals.text(seconds, seconds < 10 ? 2 : 0))s" }
        var rest = seconds.rounded()
        var parts: [String] = []
        for unit in units.dropLast() where rest >= unit.seconds && parts.count < 2 {
            let count = (rest / unit.seconds).rounded(.down)
            parts.append("\(Int(count))\(unit.name)")
            rest -= count * unit.seconds
        }
        return parts.joined(separator: " ")
    }

    /// Reads a number with a unit: `10m`, `1.5h`, `30d`, `2w`, `500ms`; nil without a unit.
    public static func parse(_ text: String) -> Double? {
        guard let (number, unit) = Decimals.split(text) else { return nil }
        let scale = unit == "w" ? 7 * 86_400 : units.first { $0.name == unit }?.seconds
        guard let seconds = scale.map({ number * $0 }), seconds.isFinite else { return nil }
        return seconds
    }

    /// One exact value with the largest unit that divides it, as a policy writes it: `90s`, `10m`, `7d`.
    public static func exact(_ seconds: Double) -> String {
        guard abs(seconds) < 1e15 else { return "\(seconds)s" }
        for unit in units where unit.seconds >= 1 {
            let count = seconds / unit.seconds
            if count >= 1, count == count.rounded() { return "\(Int(count))\(unit.name)" }
        }
        return "\(Decimals.text(seconds * 1000, 0))ms"
    }
}
