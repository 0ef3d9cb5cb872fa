internal import LifeboatCore

/// Where results and messages go. Results to `out`, everything else to `note`.
public struct Console: Sendable {
    /// Writes results.
    public let out: @Sendable (String) -> Void
    /// Writes result bytes as they are.
    public let bytes: @Sendable ([UInt8]) throws -> Void
    /// Writes progress, warnings and errors.
    public let note: @Sendable (String) -> Void
    /// Columns of the terminal behind `note`; 0 where there is none.
    public let columns: Int

    /// A console over the given writers.
    public init(
        out: @escaping @Sendable (String) -> Void,
        bytes: @escaping @Sendable ([UInt8]) throws -> Void,
        note: @escaping @Sendable (String) -> Void,
        columns: Int
    ) {
        self.out = out
        self.bytes = bytes
        self.note = note
        self.columns = columns
    }

    /// One line of results.
    func line(_ text: String = "") { out(text + "\n") }

    /// A finding for a person, on two lines where it has a hint.
    func finding(_ finding: Finding) {
        let place = finding.path.isEmpty ? "" : "\(Printable.text(finding.path)): "
        let what = "\(Printable.text(finding.message)) [\(Printable.text(finding.code))]"
        note("\(finding.severity.rawValue): \(place)\(what)\n")
        if !finding.hint.isEmpty { note("  hint: \(Printable.text(finding.hint))\n") }
    }
}
