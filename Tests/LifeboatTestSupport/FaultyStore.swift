public import LifeboatCore
public import LifeboatTiers
internal import Synchronization

/// Passes every call on to another store and fails those that a rule names. Counts the calls.
public final class FaultyStore: Store {
    /// The methods of `Store`.
    public enum Method: String, Sendable, CaseIterable {
        case put, get, read, facts, list, delete, sweep
    }

    /// When the error comes: a put that fails after its effect has stored its bytes, and nobody knows.
    public enum Moment: Sendable {
        case before, after
    }

    /// One call, as a rule sees it.
    public struct Call: Sendable {
        /// The number of the call on this store, from 1.
        public let number: Int
        /// Which method.
        public let method: Method
        /// The key, or the prefix of a listing.
        public let key: String
    }

    /// What to throw and when, or nil to let the call through.
    public typealias Rule = @Sendable (Call) -> (error: any Error, moment: Moment)?

    private struct State {
        var count = 0
        var byMethod: [Method: Int] = [:]
        var rule: Rule
    }

    private let store: any Store
    private let state: Mutex<State>

    /// See `Store`.
    public var address: String { store.address }

    /// Fails the calls for which `rule` gives an error; without a rule it fails none.
    public init(_ store: any Store, rule: @escaping Rule = { _ in nil }) {
        self.store = store
        state = Mutex(State(rule: rule))
    }

    /// Fails call number `number` (from 1), once, among those of `methods` with a key that starts with
    /// `prefix`.
    public static func failing(
        _ number: Int,
        of methods: [Method] = Method.allCases,
        keys prefix: String = "",
        _ moment: Moment = .before,
        with error: any Error = FaultyStore.fault,
        on store: any Store
    ) -> FaultyStore {
        let matching = Matches()
        return FaultyStore(store) { call in
            guard methods.contains(call.method), call.key.hasPrefix(prefix) else { return nil }
            return matching.next() == number ? (error, moment) : nil
        }
    }

    /// The error that is thrown where no other is given.
    public static let fault = LifeboatError(.inputOutput, "a planted fault")

    /// How many calls came so far.
    public var calls: Int { state.withLock { $0.count } }

    /// How many calls of one method came so far.
    public func calls(of method: Method) -> Int { state.withLock { $0.byMethod[method] ?? 0 } }

    /// Sets another rule from now on; `nil` ends all faults.
    public func setRule(_ rule: Rule?) { state.withLock { $0.rule = rule ?? { _ in nil } } }

    private func run<R>(_ method: Method, _ key: String, _ body: () throws -> R) throws -> R {
        let (call, rule) = state.withLock { state in
            state.count += 1
            state.byMethod[method, default: 0] += 1
            return (Call(number: state.count, method: method, key: key), state.rule)
        }
        guard let fault = rule(call) else { return try body() }
        if fault.moment == .after { _ = try body() }
        throw fault.error
    }

    /// See `Store`.
    @discardableResult
    public func put(_ key: String, _ bytes: UnsafeRawBufferPointer, _ mode: PutMode) throws -> Bool {
        try run(.put, key) { try store.put(key, bytes, mode) }
    }

    /// See `Store`.
    @discardableResult
    public func put(_ key: String, _ bytes: UnsafeRawBufferPointer, digest: Digest, _ mode: PutMode) throws
        -> Bool
    {
        try run(.put, key) { try store.put(key, bytes, digest: digest, mode) }
    }

    /// See `Store`.
    public func get(_ key: String, limit: Int) throws -> [UInt8] {
        try run(.get, key) { try store.get(key, limit: limit) }
    }

    /// See `Store`.
    public func read(_ key: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        try run(.read, key) { try store.read(key, at: offset, into: buffer) }
    }

    /// See `Store`.
    public func facts(_ key: String) throws -> StoredFacts? { try run(.facts, key) { try store.facts(key) } }

    /// See `Store`.
    public func list(_ prefix: String) throws -> [StoredFacts] {
        try run(.list, prefix) { try store.list(prefix) }
    }

    /// See `Store`.
    @discardableResult
    public func delete(_ key: String, unlessWrittenSince time: Timestamp?) throws -> Bool {
        try run(.delete, key) { try store.delete(key, unlessWrittenSince: time) }
    }

    /// See `Store`.
    public func sweep(olderThan time: Timestamp) throws -> Int {
        try run(.sweep, "") { try store.sweep(olderThan: time) }
    }

    /// See `Store`; counts as a listing.
    public func versions(of key: String) throws -> [StoredVersion] {
        try run(.list, key) { try store.versions(of: key) }
    }

    /// See `Store`; counts as a read.
    public func read(
        _ key: String,
        version: String,
        at offset: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws {
        try run(.read, key) { try store.read(key, version: version, at: offset, into: buffer) }
    }

    /// See `Store`; counts as a listing.
    public func hidden(_ prefix: String) throws -> [StoredFacts] {
        try run(.list, prefix) { try store.hidden(prefix) }
    }
}

/// Counts the calls that fit a rule.
private final class Matches: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}
