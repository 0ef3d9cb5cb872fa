internal import LifeboatCore

/// How long a server asks to be left alone (RFC 9110, 10.2.3).
enum RetryAfter {
    /// Seconds from `now`, not below zero; nil when the answer does not say, or not clearly.
    static func seconds(_ answer: HTTPResponse, now: Timestamp) -> Double? {
        guard let text = answer.headers["Retry-After"] else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy(ASCII.isDigit) { return Double(text) }
        return HTTPDate.parse(text).map { max(0, $0.seconds(since: now)) }
    }
}
