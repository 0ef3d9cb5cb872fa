internal import LifeboatCore

/// Writes the few forms of YAML that a rendered policy has.
enum YAMLWriter {
    /// A scalar, in double quotes unless it is a plain word, number or path.
    static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F: true
            default: false
            }
        }
        let isSafe = isPlain && text.utf8.first != 0x2D && !["", "null", "Null", "NULL"].contains(text)
        return isSafe && text != "..." ? text : quoted(text)
    }

    /// A scalar in double quotes (YAML 1.1, section 5.6 for the escapes).
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                result += "\\\(scalar)"
            } else if PolicyText.isAllowed(scalar), scalar != "\t" {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\U" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
            }
        }
        return result + "\""
    }

    /// `[a, b]`.
    static func list(_ texts: [String]) -> String { "[" + texts.map(scalar).joined(separator: ", ") + "]" }

    /// `{ a: 1, b: 2 }`; values are written already.
    static func group(_ members: [(String, String)]) -> String {
        "{ " + members.map { "\($0.0): \($0.1)" }.joined(separator: ", ") + " }"
    }

    /// A path that reading leaves as it is.
    static func path(_ path: String) -> String { scalar(PathExpander.escape(path)) }

    static func paths(_ paths: [String]) -> String { "[" + paths.map(path).joined(separator: ", ") + "]" }

    static func duration(_ seconds: Double) -> String { TimeSpan.exact(seconds) }
}
