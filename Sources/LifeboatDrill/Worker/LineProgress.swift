internal import Glibc
internal import LifeboatCore
internal import Synchronization

/// Progress as one JSON object a line on standard error, for the launcher to read.
final class LineProgress: Progress {
    /// Bytes that are saved up before a line tells of them.
    private static let batch = 4 << 20
    private let pending = Mutex(0)
    private let cancellation: Cancellation

    /// Asks for a stop once nobody reads any more: then the launcher is gone, and the drill is for nobody.
    init(stopping cancellation: Cancellation) { self.cancellation = cancellation }

    func begin(_ step: String, total: Int?) {
        write(["begin": .string(step), "total": .optional(total)])
    }

    func advance(_ bytes: Int) {
        let due = pending.withLock { pending in
            pending &+= bytes
            guard pending >= Self.batch else { return 0 }
            defer { pending = 0 }
            return pending
        }
        if due > 0 { write(["advance": .number(due)]) }
    }

    func end(_ summary: String) {
        let rest = pending.withLock { pending in
            defer { pending = 0 }
            return pending
        }
        if rest > 0 { write(["advance": .number(rest)]) }
        write(["end": .string(summary)])
    }

    private func write(_ line: JSON) {
        let bytes = line.canonical + [0x0A]
        // One call a line, so that lines of several threads do not mix.
        let count = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EPIPE { cancellation.cancel() }
    }

    /// Passes a line on; false for a line that is no progress.
    static func forward(_ line: String, to progress: any Progress) -> Bool {
        guard let json = try? JSON.parse(text: line) else { return false }
        if let step = json["begin"]?.stringValue {
            progress.begin(step, total: json["total"]?.intValue)
        } else if let bytes = json["advance"]?.intValue {
            progress.advance(bytes)
        } else if let summary = json["end"]?.stringValue {
            progress.end(summary)
        } else {
            return false
        }
        return true
    }
}
