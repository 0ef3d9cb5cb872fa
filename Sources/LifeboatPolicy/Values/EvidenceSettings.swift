/// How evidence is signed, whom it is trusted from, and where it goes.
public struct EvidenceSettings: Sendable, Hashable {
    /// Where the signing key is; nil for the key in the state directory, made at first use.
    public let key: SecretReference?
    /// Public keys of signers that are trusted, each `ed25519:` and the base64 of 32 bytes.
    public let trust: [String]
    /// The tiers that evidence is written to, hot to cold.
    public let to: [String]

    /// Makes the settings.
    public init(key: SecretReference? = nil, trust: [String] = [], to: [String]) {
        self.key = key
        self.trust = trust
        self.to = to
    }
}
