public import LifeboatCore
public import LifeboatHTTP

extension Retrier {
    /// Tries as often as the program does, without any pause; `pausing` runs in place of each.
    public static func immediate(
        _ clock: any WallClock,
        pausing: @escaping @Sendable () -> Void = {}
    ) -> Retrier {
        Retrier(
            budget: RetryBudget(),
            time: NoTime(pausing: pausing),
            clock: clock,
            random: SeededGenerator(seed: 1)
        )
    }
}
