internal import LifeboatCommands
internal import Synchronization

/// A console that keeps what is written to it.
final class CapturedConsole: Sendable {
    private let written = Mutex((out: [UInt8](), notes: ""))

    /// The console for a context; `columns` is the width of the terminal it plays, 0 for none.
    func console(columns: Int = 0) -> Console {
        Console(
            out: { text in self.written.withLock { $0.out += Array(text.utf8) } },
            bytes: { bytes in self.written.withLock { $0.out += bytes } },
            note: { text in self.written.withLock { $0.notes += text } },
            columns: columns
        )
    }

    /// Everything that went to standard output.
    var out: [UInt8] { written.withLock { $0.out } }

    /// Everything that went to standard error.
    var notes: String { written.withLock { $0.notes } }
}
