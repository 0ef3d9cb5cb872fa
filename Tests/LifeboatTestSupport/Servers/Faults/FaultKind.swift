/// What a seeded `FaultPlan` draws its faults from.
public enum FaultKind: String, Sendable, CaseIterable {
    /// A reset somewhere in the request.
    case resetRequest
    /// A reset somewhere in the answer.
    case resetAnswer
    /// The work is done, and no byte of the answer comes back.
    case lostAnswer
    /// 500 InternalError.
    case internalError
    /// 503 SlowDown.
    case slowDown
    /// 503 ServiceUnavailable, before the request's body is read.
    case unavailable
    /// 429 TooManyRequests.
    case tooManyRequests
    /// Nothing comes back, and nothing was done. Lasts as long as the client waits.
    case silence
    /// The answer stops somewhere. Lasts as long as the client waits.
    case stall
    /// The answer's body ends too early.
    case truncation
    /// A byte of the request's body is changed on its way.
    case corruptRequest
    /// A byte of the answer's body is changed on its way.
    case corruptAnswer
    /// The answer is shorter than it says.
    case tooLong
    /// The answer is longer than it says.
    case tooShort
    /// The request is delivered twice.
    case duplicate
    /// A few milliseconds more.
    case delay
    /// The answer's `Date` is hours off.
    case dateShift

    /// Every kind that costs no waiting, and that no client may be harmed by who looks at statuses, lengths
    /// and digests. A changed byte of a request is not among them: only a server that checks digests finds
    /// it.
    public static let quick = allCases.filter { ![.silence, .stall, .corruptRequest].contains($0) }

    /// One fault of the kind.
    func fault(using random: inout some RandomNumberGenerator) -> Fault {
        let place = FaultPlace.share(Double.random(in: 0..<1, using: &random))
        switch self {
        case .resetRequest: return .resetRequest(after: place)
        case .resetAnswer: return .resetAnswer(after: place)
        case .lostAnswer: return .resetAnswer(after: .byte(0))
        case .internalError: return .refusal(status: 500, code: "InternalError")
        case .slowDown: return .refusal(status: 503, code: "SlowDown")
        case .unavailable: return .earlyRefusal(status: 503, code: "ServiceUnavailable")
        case .tooManyRequests: return .refusal(status: 429, code: "TooManyRequests")
        case .silence: return .silence
        case .stall: return .stall(after: place)
        case .truncation: return .truncation(after: place)
        case .corruptRequest: return .corruptRequest(at: place)
        case .corruptAnswer: return .corruptAnswer(at: place)
        case .tooLong: return .wrongLength(by: Int.random(in: 1...4096, using: &random))
        case .tooShort: return .wrongLength(by: -Int.random(in: 1...64, using: &random))
        case .duplicate: return .duplicate
        case .delay: return .delay(seconds: Double.random(in: 0.001...0.05, using: &random))
        case .dateShift: return .dateShift(seconds: Double.random(in: -86_400...86_400, using: &random))
        }
    }
}
