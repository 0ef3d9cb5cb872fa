public import LifeboatCore

/// An environment as it was found.
public struct CapturedEnvironment: Sendable, Hashable {
    /// What was found, for a manifest: `lifeboat.environment/1`, with `digest` and `findings` in it.
    public let json: JSON
    /// SHA-256 over the canonical JSON without `digest`: equal for an environment that did not change.
    public let digest: Digest
    /// What could not be read or was cut short.
    public let findings: [Finding]

    init(facts: JSON, findings: [Finding]) {
        let whole = facts.with("findings", .array(findings.map(\.json)))
        digest = Hasher256.digest(of: whole.canonical)
        json = whole.with("digest", .string(digest.hex))
        self.findings = findings
    }
}
