internal import LifeboatCore

/// Findings about one file, bounded: a file with a million bad records does not make a million findings.
struct FindingLog: Sendable {
    /// Findings kept of one code.
    static let perCode = 20
    /// Characters kept of one message: names in it come from the file.
    static let messageLength = 400

    let path: String
    private var kept: [Finding] = []
    private var counts: [String: Int] = [:]

    init(path: String) { self.path = path }

    mutating func add(_ code: String, _ severity: Severity, _ message: String, hint: String = "") {
        counts[code, default: 0] += 1
        guard counts[code, default: 0] <= Self.perCode else { return }
        kept.append(Finding(code, severity, path: path, Self.shown(message), hint: hint))
    }

    private static func shown(_ message: String) -> String {
        let text = Printable.text(message)
        return text.count > messageLength ? text.prefix(messageLength) + "…" : text
    }

    mutating func add(_ damage: Damage) { add(damage.code, .error, damage.message, hint: damage.hint) }

    /// Whether anything of this code was found.
    func has(_ code: String) -> Bool { counts[code] != nil }

    /// Everything kept, and one line for each code of which more was found.
    var findings: [Finding] {
        let more = counts.filter { $0.value > Self.perCode }.sorted { $0.key < $1.key }
        return kept
            + more.map { code, count in
                let severity = kept.last { $0.code == code }?.severity ?? .error
                return Finding(code, severity, path: path, "and \(count - Self.perCode) more of the same")
            }
    }
}
