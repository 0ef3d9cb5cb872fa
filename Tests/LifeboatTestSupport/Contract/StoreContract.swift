internal import LifeboatCore
public import LifeboatTiers

/// What every store must do: one check for each sentence of the contract of `Store`.
///
/// A check takes a fresh, empty store and throws a `ContractViolation` where the store does otherwise.
public enum StoreContract {
    /// All checks.
    public static let checks: [Check] = keyChecks + readChecks + writeChecks + deletionChecks + threadChecks

    /// One sentence of the contract and the code that proves it.
    public struct Check: Sendable, CustomStringConvertible {
        /// The sentence.
        public let description: String
        /// Proves it on an empty store.
        public let run: @Sendable (any Store) throws -> Void

        init(_ description: String, _ run: @escaping @Sendable (any Store) throws -> Void) {
            self.description = description
            self.run = run
        }
    }

    static func require(_ condition: Bool, _ what: String) throws {
        guard condition else { throw ContractViolation(what) }
    }

    /// Runs `body`, which must throw an error of this kind.
    static func requireError(_ code: ErrorCode, _ what: String, _ body: () throws -> Void) throws {
        do { try body() } catch let error as LifeboatError where error.code == code { return } catch {
            throw ContractViolation("\(what) threw \(error), not \(code.rawValue)")
        }
        throw ContractViolation("\(what) did not throw")
    }

    static func text(_ store: any Store, _ key: String) throws -> String {
        String(decoding: try store.get(key, limit: 1000), as: UTF8.self)
    }

    static func put(_ store: any Store, _ key: String, _ text: String, _ mode: PutMode = .ifAbsent) throws
        -> Bool
    {
        try store.put(key, Array(text.utf8), mode)
    }
}
