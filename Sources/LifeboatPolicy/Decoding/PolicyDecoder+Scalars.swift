internal import LifeboatCore

extension PolicyDecoder {
    /// The text at `value`, not empty.
    mutating func text(_ value: YAMLValue?, _ path: String, expected: String = "a single value") -> String? {
        guard let value else { return nil }
        switch value.content {
        case .scalar(let text) where text.isEmpty:
            log.error("policy.missing-value", value.position, path, "this is empty", hint: "give it a value")
            return nil
        case .scalar(let text): return text
        case .refused: return nil
        default:
            wrongType(value, path, expected)
            return nil
        }
    }

    /// Words of people that show up in reports: one line, at most 128 characters.
    mutating func label(_ section: Section, _ key: String) -> String? {
        guard let text = text(section[key], section.path(key)) else { return nil }
        if text.unicodeScalars.count <= 128, Printable.text(text) == text { return text }
        bad(
            section,
            key,
            "policy.label",
            "has to be one line of at most 128 characters",
            hint: "shorten it and remove control characters"
        )
        return nil
    }

    /// A name that goes into paths and keys.
    mutating func name(_ section: Section, _ key: String, capitals: Bool = false) -> String? {
        guard let text = text(section[key], section.path(key)) else { return nil }
        if Names.isName(text, capitals: capitals) { return text }
        bad(
            section,
            key,
            "policy.name",
            "\(Quote.text(text)) cannot be a name",
            hint: "use 1 to 64 \(capitals ? "letters" : "lower-case letters"), digits, - and _"
        )
        return nil
    }

    mutating func choice<Word>(_ section: Section, _ key: String, of type: Word.Type) -> Word?
    where Word: RawRepresentable<String> & CaseIterable {
        choice(section[key], section.path(key), of: type)
    }

    mutating func choice<Word>(_ value: YAMLValue?, _ path: String, of type: Word.Type) -> Word?
    where Word: RawRepresentable<String> & CaseIterable {
        guard let value, let text = text(value, path) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        log.error(
            "policy.choice",
            value.position,
            path,
            "\(Quote.text(text)) is not one of \(known.joined(separator: ", "))",
            hint: Suggestion.near(text, known).map(Suggestion.question) ?? ""
        )
        return nil
    }

    mutating func boolean(_ section: Section, _ key: String) -> Bool? {
        guard let text = text(section[key], section.path(key)) else { return nil }
        if text == "true" || text == "false" { return text == "true" }
        bad(
            section,
            key,
            "policy.boolean",
            "has to be true or false",
            hint: "write \(key): true or \(key): false"
        )
        return nil
    }

    /// A whole number of at least `minimum`.
    mutating func count(_ section: Section, _ key: String, minimum: Int) -> Int? {
        guard let text = text(section[key], section.path(key)) else { return nil }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            bad(
                section,
                key,
                "policy.number",
                "\(Quote.text(text)) is no whole number",
                hint: "write \(key): 10"
            )
            return nil
        }
        guard let number = Int(text), (minimum...1_000_000).contains(number) else {
            bad(
                section,
                key,
                "policy.number",
                "\(Quote.text(text)) is out of range",
                hint: "give a number from \(minimum) to 1000000"
            )
            return nil
        }
        return number
    }

    /// A number between 0 and 1, both excluded.
    mutating func share(_ section: Section, _ key: String) -> Double? {
        guard let text = text(section[key], section.path(key)) else { return nil }
        if let number = Double(text), number > 0, number < 1 { return number }
        bad(
            section,
            key,
            "policy.number",
            "\(Quote.text(text)) is no number between 0 and 1",
            hint: "write \(key): \(key == "confidence" ? "0.95" : "0.01")"
        )
        return nil
    }

    mutating func bad(_ section: Section, _ key: String, _ code: String, _ message: String, hint: String) {
        log.error(code, section[key]?.position ?? section.position, section.path(key), message, hint: hint)
    }
}
