internal import LifeboatCore
internal import LifeboatTestSupport

/// What goes wrong in one run of a campaign, by its seed.
struct FaultScript {
    /// What the proxy does.
    let plan: FaultPlan
    /// How far this node's clock is ahead, in seconds.
    let clockShift: Double
    /// Whether whoever tries again as often as the program does gets through.
    let passes: Bool

    /// Refusals that stay.
    private static let refusals = [
        (403, "AccessDenied"), (404, "NoSuchBucket"), (403, "ExpiredToken"), (403, "RequestTimeTooSkewed"),
        (400, "InvalidRequest"), (503, "SlowDown"), (403, "InvalidAccessKeyId"),
    ]
    /// What the client finds out by itself and repeats. Bytes that are changed or cut off on their way while
    /// the answer looks whole are found out, too, and end the command.
    private static let passing = FaultKind.quick.filter { ![.corruptAnswer, .tooShort].contains($0) }
    /// What costs the time that the client waits, or is found out by the server's checksums.
    private static let slow: [FaultKind] = [.silence, .stall, .corruptRequest, .corruptAnswer, .tooShort]

    /// The script of a seed.
    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        // Clocks a quarter of an hour apart are refused; some are an hour apart.
        clockShift = seed % 5 == 3 ? Double.random(in: -3600...3600, using: &random) : 0
        switch seed % 8 {
        case 0...3:
            // Of what has one name two in a row fail at most, and the program tries six times.
            plan = .seeded(seed, rate: Double.random(in: 0.1...0.6, using: &random), kinds: Self.passing)
            passes = true
        case 4:
            plan = .seeded(seed, rate: 0.7, inARow: .max - 1)
            passes = false
        case 5, 6:
            let begin = Int.random(in: 1...30, using: &random)
            let (status, code) = Self.refusals[Int(seed / 8) % Self.refusals.count]
            plan = FaultPlan { $0.number >= begin ? .refusal(status: status, code: code) : nil }
            passes = false
        default:
            plan = .seeded(seed, rate: 0.1, kinds: Self.slow)
            passes = false
        }
    }
}
