internal import LifeboatCore

/// Reads the top-level `key: scalar` lines of a YAML file, as PyYAML's `safe_dump` writes them.
///
/// This is not a YAML reader: lists, maps and block text are passed over.
enum FlatYAML {
    static func scalars(_ bytes: [UInt8]) -> [String: JSON] {
        var result: [String: JSON] = [:]
        var pending: (key: String, text: String)?
        func finish() {
            if let (key, text) = pending, let value = scalar(text) { result[key] = value }
            pending = nil
        }
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            if line.first == " " || line.first == "\t" {
                // A long text goes on in indented lines; below an empty value they are a list or a map.
                guard let (key, text) = pending, !text.isEmpty else {
                    pending = nil
                    continue
                }
                pending = (key, text + " " + trimmed(line))
                continue
            }
            // The items of a list stand below their key without indentation.
            if line.first == "-" { pending = nil }
            finish()
            guard line.first != "#", line.first != "-", let colon = line.firstIndex(of: ":") else { continue }
            let rest = line[line.index(after: colon)...]
            guard rest.isEmpty || rest.first == " " else { continue }
            pending = (String(line[..<colon]), trimmed(rest))
        }
        finish()
        return result
    }

    private static func scalar(_ text: String) -> JSON? {
        switch text.first {
        case nil: return .null
        case "'": return quoted(text, by: "'").map { .string(replaced($0, "''", "'")) }
        case "\"": return quoted(text, by: "\"").flatMap { $0.contains("\\") ? nil : .string($0) }
        case "[", "{", "|", ">", "&", "*", "!", "%", "@", "`": return nil
        default: return plain(withoutComment(text))
        }
    }

    private static func plain(_ text: String) -> JSON {
        switch text {
        case "", "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE": .bool(true)
        case "false", "False", "FALSE": .bool(false)
        default: number(text) ?? .string(text)
        }
    }

    private static func number(_ text: String) -> JSON? {
        if let whole = Int64(text) { return .int(whole) }
        guard let first = text.first, first.isASCII, first.isNumber || "+-.".contains(first),
            text.contains(where: \.isNumber),
            !text.contains("x"), let number = Double(text), number.isFinite
        else { return nil }
        return .double(number)
    }

    private static func quoted(_ text: String, by quote: Character) -> String? {
        guard text.count >= 2, text.last == quote else { return nil }
        return String(text.dropFirst().dropLast())
    }

    private static func withoutComment(_ text: String) -> String {
        guard let comment = text.firstRange(of: " #") else { return text }
        return trimmed(text[..<comment.lowerBound])
    }

    private static func replaced(_ text: String, _ what: String, _ with: String) -> String {
        text.split(separator: what, omittingEmptySubsequences: false).joined(separator: with)
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        let end = start.lastIndex { $0 != " " && $0 != "\t" }
        return end.map { String(start[...$0]) } ?? ""
    }
}
