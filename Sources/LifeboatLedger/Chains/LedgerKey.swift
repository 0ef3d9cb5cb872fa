/// Where records lie in a vault: `evidence/<signer>/<12 digits>.json`.
enum LedgerKey {
    static let prefix = "evidence/"
    static let lastSequence = 999_999_999_999

    /// The largest envelope that is written or read, in bytes.
    static let sizeLimit = 16 << 20

    static func chain(_ signer: SignerID) -> String { "\(prefix)\(signer)/" }

    static func record(_ signer: SignerID, _ sequence: Int) -> String {
        let digits = String(sequence)
        return chain(signer) + String(repeating: "0", count: max(0, 12 - digits.count)) + digits + ".json"
    }

    /// Takes a key apart; nil for one that is no record's.
    static func parse(_ key: String) -> (signer: SignerID, sequence: Int)? {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let signer = SignerID(parts[1]),
            let sequence = Int(parts[2].prefix(12)), sequence > 0, record(signer, sequence) == key
        else { return nil }
        return (signer, sequence)
    }
}
