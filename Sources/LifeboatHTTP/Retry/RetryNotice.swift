/// Says that a request is tried again, for whoever waits for it.
public struct RetryNotice: Sendable, Hashable {
    /// Who was asked, as a person knows it.
    public let place: String
    /// Why: a sentence without a full stop.
    public let reason: String
    /// The number of the try that comes next, from 2.
    public let next: Int
    /// Tries in all, where nothing changes.
    public let tries: Int

    /// Makes a notice.
    public init(place: String, reason: String, next: Int, tries: Int) {
        self.place = place
        self.reason = reason
        self.next = next
        self.tries = tries
    }
}
