/// Words for the reasons.
enum Words {
    /// `a`, `a and b`, `a, b and c`; after `limit` names, how many more there are.
    static func list(_ items: [String], limit: Int = 3) -> String {
        var shown = Array(items.prefix(limit))
        if items.count > limit { shown.append("\(items.count - limit) more") }
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " and " + last
    }
}
