public import LifeboatCore
internal import Synchronization

/// Tries a request again as `RetryRule`, `RetryPolicy` and `RetryBudget` say. Any number of threads share
/// one.
///
/// Only for requests that may arrive twice: an answer that never came may belong to a request that did.
public final class Retrier: Sendable {
    private let policy: RetryPolicy
    private let budget: RetryBudget
    private let time: any RetryTime
    private let clock: any WallClock
    private let random: Mutex<any RandomNumberGenerator & Sendable>
    private let notice: @Sendable (RetryNotice) -> Void

    /// A retrier; `clock` is asked when a server names the time at which it wants to be asked again, and
    /// `notice` is called before each pause.
    public init(
        _ policy: RetryPolicy = RetryPolicy(),
        budget: RetryBudget,
        time: any RetryTime,
        clock: any WallClock,
        random: any RandomNumberGenerator & Sendable,
        notice: @escaping @Sendable (RetryNotice) -> Void = { _ in }
    ) {
        self.policy = policy
        self.budget = budget
        self.time = time
        self.clock = clock
        self.random = Mutex(random)
        self.notice = notice
    }

    /// Runs `attempt`, which signs and sends the request anew, with the number of the try, from 1.
    ///
    /// Returns the last answer, whatever its status. Throws the last `TransportFailure` when there is no
    /// answer, `cancelled` when a pause was cut short, and any other error of `attempt` at once. `errorCode`
    /// finds the service's code in an answer, `place` says who is asked; `correctingClock` takes the server's
    /// time from an answer and says whether that changes what is signed.
    public func run(
        at place: String = "",
        errorCode: (HTTPResponse) -> String? = { _ in nil },
        correctingClock: (HTTPResponse) -> Bool = { _ in false },
        _ attempt: (_ number: Int) throws -> HTTPResponse
    ) throws -> HTTPResponse {
        let start = time.seconds
        var cost = 1
        var isCorrected = false
        var number = 1
        while true {
            let outcome = try Self.outcome { try attempt(number) }
            let rule = Self.rule(outcome, errorCode)
            if case .success = outcome, rule == .never { budget.give(cost) }
            guard number < policy.tries(rule) else { return try outcome.get() }
            if rule == .clock {
                guard !isCorrected, case .success(let answer) = outcome, correctingClock(answer) else {
                    return try outcome.get()
                }
                isCorrected = true
            } else {
                let wait = delay(number, rule, outcome)
                guard time.seconds - start + wait <= policy.totalTime, budget.take(rule.cost) else {
                    return try outcome.get()
                }
                cost = rule.cost
                notice(
                    RetryNotice(
                        place: place,
                        reason: Self.reason(outcome),
                        next: number + 1,
                        tries: policy.tries(rule)
                    )
                )
                try time.sleep(wait)
            }
            number += 1
        }
    }

    private static func outcome(_ attempt: () throws -> HTTPResponse) throws
        -> Result<HTTPResponse, TransportFailure>
    {
        do {
            return .success(try attempt())
        } catch let failure as TransportFailure {
            return .failure(failure)
        }
    }

    private static func reason(_ outcome: Result<HTTPResponse, TransportFailure>) -> String {
        switch outcome {
        case .success(let answer): "the answer has status \(answer.status)"
        case .failure(let failure): failure.message
        }
    }

    private static func rule(
        _ outcome: Result<HTTPResponse, TransportFailure>,
        _ errorCode: (HTTPResponse) -> String?
    ) -> RetryRule {
        switch outcome {
        case .success(let answer): RetryRule(status: answer.status, code: errorCode(answer))
        case .failure(let failure): RetryRule(failure: failure.kind)
        }
    }

    private func delay(_ retry: Int, _ rule: RetryRule, _ outcome: Result<HTTPResponse, TransportFailure>)
        -> Double
    {
        let retryAfter = (try? outcome.get()).flatMap { RetryAfter.seconds($0, now: clock.now()) }
        return random.withLock { random in
            policy.delay(retry: retry, rule, retryAfter: retryAfter, using: &random)
        }
    }
}
