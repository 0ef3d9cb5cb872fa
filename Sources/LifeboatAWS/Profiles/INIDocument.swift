internal import LifeboatCore

/// The shared configuration files' format: sections in brackets, `name = value`, comments behind `#` or `;`.
struct INIDocument: Sendable {
    /// Names and values by section; of a name given twice the last counts.
    private(set) var sections: [String: [String: String]] = [:]

    /// No sections.
    init() {}

    /// Reads a file. Throws `failed` with `path:line` for a line that is none of these; values are not told.
    init(_ bytes: [UInt8], path: String) throws(LifeboatError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LifeboatError(.failed, "is not UTF-8", path: path)
        }
        var section: String?
        var isNested = false
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let trimmed = line.trimmed
            func fail(_ reason: String) -> LifeboatError {
                LifeboatError(.failed, reason, path: "\(path):\(index + 1)")
            }
            if trimmed.isEmpty || trimmed.first == "#" || trimmed.first == ";" { continue }
            if line.first == "[" {
                guard let name = Self.section(trimmed) else {
                    throw fail("the section has no closing bracket")
                }
                section = name
                sections[name] = sections[name] ?? [:]
                isNested = false
            } else if line.first?.isWhitespace == true {
                // Settings of one service, or the rest of a long value: nothing that is asked for here.
                guard isNested else { throw fail("the line is indented and belongs to nothing") }
            } else {
                guard let equals = trimmed.firstIndex(of: "=") else { throw fail("the line has no `=`") }
                guard let section else { throw fail("the line stands before the first section") }
                let name = trimmed[..<equals].trimmed.lowercased()
                guard !name.isEmpty else { throw fail("the line has no name before `=`") }
                sections[section]?[name] = Self.value(trimmed[equals...].dropFirst())
                isNested = true
            }
        }
    }

    private static func section(_ line: Substring) -> String? {
        guard let end = line.firstIndex(of: "]") else { return nil }
        return line[..<end].dropFirst().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A comment in a value begins behind a blank.
    private static func value(_ text: Substring) -> String {
        var before: Character?
        let end = text.indices.first { index in
            defer { before = text[index] }
            return (text[index] == "#" || text[index] == ";") && before?.isWhitespace == true
        }
        return String(text[..<(end ?? text.endIndex)].trimmed)
    }
}

extension Substring {
    /// Without white space at its ends.
    fileprivate var trimmed: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return text
    }
}
