internal import LifeboatCore

extension PolicyDecoder {
    /// Longer durations are a slip: a hundred years in seconds.
    private static let longest: Double = 36_525 * 86_400

    /// A duration in seconds, in whole milliseconds, more than zero.
    mutating func duration(_ section: Section, _ key: String) -> Double? {
        guard let text = text(section[key], section.path(key)) else { return nil }
        guard let seconds = TimeSpan.parse(text) else {
            bad(section, key, "policy.duration", durationFault(text), hint: durationHint(key, text))
            return nil
        }
        let whole = (seconds * 1000).rounded() / 1000
        guard whole > 0, whole <= Self.longest else {
            bad(
                section,
                key,
                "policy.duration",
                "\(Quote.text(text)) is \(whole > 0 ? "longer than a hundred years" : "no time at all")",
                hint: "write a duration such as 10m, 6h or 30d"
            )
            return nil
        }
        return whole
    }

    private func durationFault(_ text: String) -> String {
        if text.hasPrefix("-") { return "\(Quote.text(text)) is negative" }
        if Double(text) != nil { return "\(Quote.text(text)) has no unit" }
        return "\(Quote.text(text)) is no duration"
    }

    private func durationHint(_ key: String, _ text: String) -> String {
        guard Double(text) != nil, !text.hasPrefix("-") else {
            return "write a number and one of ms, s, m, h, d, w, such as 10m or 30d"
        }
        return "write \(text)s, \(text)m, \(text)h or \(text)d"
    }

    /// Bytes a second.
    mutating func bandwidth(_ section: Section, _ key: String) -> Int? {
        guard let text = text(section[key], section.path(key)) else { return nil }
        let size = text.hasSuffix("/s") ? String(text.dropLast(2)) : text
        if let bytes = ByteCount.parse(size), bytes > 0 { return bytes }
        let fault = Double(size) != nil && !size.hasPrefix("-") ? "has no unit" : "is no amount of data"
        bad(
            section,
            key,
            "policy.byte-count",
            "\(Quote.text(text)) \(fault)",
            hint: "write a number and a unit such as 50MB or 200MiB, meant for each second"
        )
        return nil
    }

    /// An absolute path.
    mutating func path(_ section: Section, _ key: String) -> String? {
        path(section[key], section.path(key))
    }

    /// An absolute path.
    mutating func path(_ value: YAMLValue?, _ path: String) -> String? {
        guard let value, let text = text(value, path, expected: "a path") else { return nil }
        do throws(PathExpander.Fault) {
            return try paths.expand(text)
        } catch {
            log.error("policy.path", value.position, path, error.message, hint: error.hint)
            return nil
        }
    }

    /// A list of texts that are not empty and not given twice.
    mutating func texts(_ section: Section, _ key: String, example: String) -> [Placed<String>] {
        var seen: Set<String> = []
        var texts: [Placed<String>] = []
        for (index, value) in list(section, key, example: example).enumerated() {
            let path = KeyPaths.element(section.path(key), index)
            if case .null = value.content {
                log.error(
                    "policy.missing-value",
                    value.position,
                    path,
                    "this is empty",
                    hint: "give it a value"
                )
                continue
            }
            guard let text = text(value, path) else { continue }
            if seen.insert(text).inserted {
                texts.append(Placed(keyPath: path, value: text))
            } else {
                log.error(
                    "policy.duplicate",
                    value.position,
                    path,
                    "\(Quote.text(text)) is given twice",
                    hint: "keep one"
                )
            }
        }
        return texts
    }
}
