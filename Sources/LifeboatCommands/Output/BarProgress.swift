internal import LifeboatCore
internal import Synchronization

/// Progress for a terminal: one line that is drawn again, ten times a second at most.
final class BarProgress: Progress {
    private static let interval = 0.1

    private let console: Console
    private let state = Mutex(State())

    private struct State {
        var step = ""
        var total: Int?
        var done = 0
        var watch = Stopwatch()
        var drawn = -1.0
    }

    init(console: Console) { self.console = console }

    func begin(_ step: String, total: Int?) {
        state.withLock {
            $0 = State()
            $0.step = step
            $0.total = total
            draw(&$0)
        }
    }

    func advance(_ bytes: Int) {
        state.withLock {
            $0.done += bytes
            if $0.watch.seconds - $0.drawn >= Self.interval { draw(&$0) }
        }
    }

    func end(_ summary: String) {
        state.withLock { state in
            console.note("\r\u{1B}[K\(Printable.text(state.step)): \(Printable.text(summary))\n")
        }
    }

    private func draw(_ state: inout State) {
        let seconds = state.watch.seconds
        state.drawn = seconds
        var text = Printable.text(state.step)
        if let total = state.total, total > 0 {
            let part = min(1, Double(state.done) / Double(total))
            let filled = Int(part * 20)
            text +=
                " [" + String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled)
                + "]"
            text += " \(Int(part * 100))% of \(ByteCount.text(total))"
            if seconds > 0.5, state.done > 0 {
                let rate = Double(state.done) / seconds
                let left = Double(max(0, total - state.done)) / rate
                text += ", \(ByteCount.text(Int(rate)))/s, \(TimeSpan.text(left)) left"
            }
        }
        console.note("\r\u{1B}[K" + text.prefix(max(20, console.columns - 1)))
    }
}
