internal import LifeboatCore
public import LifeboatHTTP
internal import Synchronization

/// Tells whoever waits that a store does not answer: from the third try on, and one line a second at most,
/// however many threads wait.
public final class RetryNotes: Sendable {
    private static let interval = 1.0
    private let console: Console
    private let told = Mutex<Stopwatch?>(nil)

    /// Tells it on the console's notes.
    public init(_ console: Console) { self.console = console }

    /// Hears of a try.
    public func hear(_ notice: RetryNotice) {
        guard notice.next > 2 else { return }
        let isDue = told.withLock { told in
            if let told, told.seconds < Self.interval { return false }
            told = Stopwatch()
            return true
        }
        guard isDue else { return }
        // A bar on a terminal is drawn over.
        let start = console.columns > 0 ? "\r\u{1B}[K" : ""
        let place = notice.place.isEmpty ? "" : "\(Printable.text(notice.place)): "
        console.note(
            "\(start)warning: \(place)no answer yet (\(Printable.text(notice.reason)));"
                + " trying again, \(notice.next) of \(notice.tries)\n"
        )
    }
}
