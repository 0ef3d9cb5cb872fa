public import LifeboatCore
internal import Synchronization

/// Keeps credentials until shortly before they end, and finds new ones once for all threads.
public final class CredentialCache: SigningCredentials {
    /// Temporary credentials are replaced this long before they end, in seconds, and up to the jitter
    /// earlier.
    static let margin = 300.0

    private let provider: any CredentialProvider
    private let clock: any WallClock
    private let jitter: Double
    private let kept = Mutex<AWSCredentials?>(nil)

    /// A cache; `jitterSeconds` spreads the refreshes of many hosts, and is best chosen at random up to 60.
    public init(_ provider: any CredentialProvider, clock: any WallClock, jitterSeconds: Double) {
        self.provider = provider
        self.clock = clock
        jitter = jitterSeconds
    }

    /// See `SigningCredentials`. While new ones cannot be had, the old ones serve until they end.
    public func credentials() throws -> AWSCredentials {
        try kept.withLock { kept in
            if let kept, left(kept) > Self.margin + jitter { return kept }
            do {
                let found = try find()
                kept = found
                return found
            } catch {
                if let kept, left(kept) > 0 { return kept }
                throw error
            }
        }
    }

    /// See `SigningCredentials`. Of many threads that were refused with the same ones, the first finds others
    /// for all.
    public func credentials(insteadOf refused: AWSCredentials) throws -> AWSCredentials {
        try kept.withLock { kept in
            if let kept, kept != refused { return kept }
            let found = try find()
            kept = found
            return found
        }
    }

    private func left(_ credentials: AWSCredentials) -> Double {
        credentials.expires.map { $0.seconds(since: clock.now()) } ?? .infinity
    }

    private func find() throws -> AWSCredentials {
        guard let found = try provider.find() else {
            throw LifeboatError(
                .failed,
                "there are no credentials; looked at: \(provider.place)",
                hint: "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, or put"
                    + " `credentials:` into the policy."
            )
        }
        guard left(found) > 0 else {
            throw LifeboatError(
                .failed,
                "the credentials ended at \(found.expires?.short ?? "")",
                path: provider.place,
                hint: "Get new ones, and check this machine's clock."
            )
        }
        return found
    }
}
