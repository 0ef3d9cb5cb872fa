/// A policy as lines of Unicode scalars, without byte order mark, carriage returns and control characters.
struct PolicyText {
    /// Larger files are refused before they are looked at.
    static let limit = 1 << 20

    var lines: [[Unicode.Scalar]]

    var joined: String {
        var text = String.UnicodeScalarView()
        for line in lines {
            text.append(contentsOf: line)
            text.append("\n")
        }
        return String(text)
    }

    /// Takes the bytes apart; nil, with a problem, when they are no text that YAML allows.
    static func decode(_ bytes: [UInt8], _ log: inout ProblemLog) -> PolicyText? {
        if bytes.count > limit {
            log.error(
                "policy.too-large",
                .start,
                "",
                "the file has more than 1 MiB",
                hint: "a policy is a few kilobytes; check that this is the right file"
            )
            return nil
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            log.error("policy.encoding", .start, "", "the text is UTF-16", hint: "save the file as UTF-8")
            return nil
        }
        return lines(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], &log)
    }

    private static func lines(_ bytes: ArraySlice<UInt8>, _ log: inout ProblemLog) -> PolicyText? {
        var lines: [[Unicode.Scalar]] = [[]]
        var line: [Unicode.Scalar] = []
        var iterator = bytes.makeIterator()
        var decoder = UTF8()
        var afterReturn = false
        func here() -> Position { Position(line: lines.count, column: line.count + 1) }
        func endLine() {
            lines[lines.count - 1] = line
            line = []
            lines.append([])
        }
        while true {
            switch decoder.decode(&iterator) {
            case .emptyInput:
                lines[lines.count - 1] = line
                return PolicyText(lines: lines)
            case .error:
                log.error(
                    "policy.encoding",
                    here(),
                    "",
                    "a byte is not UTF-8",
                    hint: "save the file as UTF-8"
                )
                return nil
            case .scalarValue("\n"):
                if !afterReturn { endLine() }
                afterReturn = false
            case .scalarValue("\r"):
                endLine()
                afterReturn = true
            case .scalarValue(let scalar):
                guard isAllowed(scalar) else {
                    log.error(
                        "policy.character",
                        here(),
                        "",
                        "the character U+\(hex(scalar)) is not allowed here",
                        hint: "remove it"
                    )
                    return nil
                }
                line.append(scalar)
                afterReturn = false
            }
        }
    }

    /// The printable characters of YAML 1.1 (section 5.1) without the line breaks that no editor shows as
    /// one, and without those that turn the direction of text.
    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x20...0x7E, 0xA0...0x2027, 0x202F...0x2065, 0x206A...0xD7FF, 0xE000...0xFEFE,
            0xFF00...0xFFFD, 0x1_0000...0x10_FFFF:
            true
        default: false
        }
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
