internal import LifeboatCore

/// The coordinates of a picture: time from left to right, values from the bottom up.
struct Frame: Sendable {
    static let width = 560.0
    static let height = 170.0
    private static let left = 62.0
    private static let right = 12.0
    private static let top = 14.0
    private static let bottom = 26.0

    let from: Timestamp
    let to: Timestamp
    /// The value at the top; the bottom is 0.
    let most: Double

    /// A frame; a span of no length is given a second, a range of no height a unit.
    init(from: Timestamp, to: Timestamp, most: Double) {
        self.from = from
        self.to = from < to ? to : from.adding(seconds: 1)
        self.most = most > 0 && most.isFinite ? most : 1
    }

    func x(_ time: Timestamp) -> Double {
        let share = time.seconds(since: from) / to.seconds(since: from)
        return Self.left + min(1, max(0, share)) * (Self.width - Self.left - Self.right)
    }

    func y(_ value: Double) -> Double {
        let room = Self.height - Self.top - Self.bottom
        return Self.top + room - min(1, max(0, value / most)) * room
    }

    var base: Double { y(0) }

    /// The axes: values at the left, the two ends of time below.
    func axes(_ ticks: [(value: Double, name: String)]) -> String {
        let lines = ticks.map { tick in
            let y = Self.text(y(tick.value))
            return
                "<line class=\"axis\" x1=\"\(Self.text(Self.left))\" "
                + "x2=\"\(Self.text(Self.width - Self.right))\" "
                + "y1=\"\(y)\" y2=\"\(y)\"/><text x=\"\(Self.text(Self.left - 6))\" y=\"\(y)\" dy=\"4\" "
                + "text-anchor=\"end\">\(Markup.escape(tick.name))</text>"
        }
        let below = Self.text(Self.height - 8)
        // A short span needs the time of day, a long one only the day.
        let places = to.seconds(since: from) < 3 * 86_400 ? 16 : 10
        let names = [
            "<text x=\"\(Self.text(Self.left))\" y=\"\(below)\">\(from.short.prefix(places))</text>",
            "<text x=\"\(Self.text(Self.width - Self.right))\" y=\"\(below)\" text-anchor=\"end\">"
                + "\(to.short.prefix(places))</text>",
        ]
        return (lines + names).joined(separator: "\n")
    }

    /// A coordinate, to a tenth.
    static func text(_ value: Double) -> String { Decimals.text(value, 1) }

    /// The whole picture; `summary` is what those read who do not see it.
    static func picture(_ summary: String, _ content: [String]) -> String {
        let text = Markup.escape(summary)
        return """
            <svg viewBox="0 0 \(Decimals.text(width, 0)) \(Decimals.text(height, 0))" role="img" \
            aria-label="\(text)">
            <title>\(text)</title>
            \(content.filter { !$0.isEmpty }.joined(separator: "\n"))
            </svg>
            """
    }
}
