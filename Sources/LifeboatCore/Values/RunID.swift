/// The identity of an experiment: made at first protect, kept in every manifest, carried through a restore.
public struct RunID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 26 lower-case letters and digits, safe in a path and in a key.
    public let text: String

    /// Accepts exactly what `make` produces.
    public init?(_ text: String) {
        guard text.utf8.count == 26, text.utf8.allSatisfy({ Self.alphabet.contains($0) }) else { return nil }
        self.text = text
    }

    /// A new identity: the time in its first ten digits (so that runs sort by age), 80 random bits behind it.
    /// The layout is that of a ULID in lower case.
    public static func make(at time: Timestamp, using random: inout some RandomNumberGenerator) -> RunID {
        var digits: [UInt8] = []
        for shift in stride(from: 45, through: 0, by: -5) {
            digits.append(alphabet[Int(time.milliseconds >> Int64(shift)) & 31])
        }
        for _ in 0..<16 { digits.append(alphabet[Int.random(in: 0..<32, using: &random)]) }
        return RunID(text: String(decoding: digits, as: UTF8.self))
    }

    private init(text: String) { self.text = text }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// The text form.
    public var description: String { text }

    /// By age, then at random.
    public static func < (a: RunID, b: RunID) -> Bool { a.text < b.text }
}
