internal import LifeboatCore

/// Which request meets which fault: a pure function of the request.
public struct FaultPlan: Sendable {
    private let choose: @Sendable (ProxiedRequest) -> Fault?

    /// A plan of one's own, as `FaultPlan { $0.method == "PUT" && $0.attempt == 1 ? .duplicate : nil }`.
    public init(_ choose: @escaping @Sendable (ProxiedRequest) -> Fault?) { self.choose = choose }

    /// Nothing ever happens.
    public static let none = FaultPlan { _ in nil }

    /// Every request meets the same fault.
    public static func always(_ fault: Fault) -> FaultPlan { FaultPlan { _ in fault } }

    /// The n-th request of all, from 1, meets the n-th fault; nil and what comes after the last pass.
    public static func sequence(_ faults: [Fault?]) -> FaultPlan {
        FaultPlan { $0.number <= faults.count ? faults[$0.number - 1] : nil }
    }

    /// Faults drawn from `kinds`: each request meets one with the probability `rate`, but of those with one
    /// name never more than `inARow` one after another, so that whoever tries once more than that gets
    /// through.
    ///
    /// What a request meets depends on the seed, its name and its attempt alone, and not on the order in
    /// which threads send: a seed that failed fails again.
    public static func seeded(
        _ seed: UInt64,
        rate: Double,
        kinds: [FaultKind] = FaultKind.quick,
        inARow: Int = 2
    ) -> FaultPlan {
        FaultPlan { request in
            let mayMeetOne = request.attempt <= inARow || request.attempt % (inARow + 1) != 0
            return mayMeetOne ? drawn(seed, request, rate, kinds) : nil
        }
    }

    /// The fault for a request, or nil where it passes untouched.
    public func fault(for request: ProxiedRequest) -> Fault? { choose(request) }

    private static func drawn(
        _ seed: UInt64,
        _ request: ProxiedRequest,
        _ rate: Double,
        _ kinds: [FaultKind]
    ) -> Fault? {
        // The digest, because a hash value of the standard library is another one in each process.
        let digest = Hasher256.digest(of: "\(seed) \(request.attempt) \(request.name)").bytes
        var random = SeededGenerator(seed: digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
        guard Double.random(in: 0..<1, using: &random) < rate else { return nil }
        let suited = kinds.filter { $0 != .corruptRequest || request.bodyLength > 0 }
        return suited.randomElement(using: &random)?.fault(using: &random)
    }
}
