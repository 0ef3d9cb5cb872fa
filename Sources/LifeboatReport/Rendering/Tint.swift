/// What a piece of text means, for its colour. Colour never says anything that the words do not.
enum Tint: String, Sendable {
    case plain = ""
    case good = "32"
    case bad = "31"
    case notable = "33"
    case faint = "2"
    case strong = "1"

    /// The text in its colour (ECMA-48, select graphic rendition).
    func paint(_ text: String, _ style: TextStyle) -> String {
        guard style.isColoured, self != .plain, !text.isEmpty else { return text }
        return "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
    }
}
