internal import LifeboatCore

/// Progress for logs: one line a step.
struct LineProgress: Progress {
    let console: Console

    func begin(_ step: String, total: Int?) {
        let step = Printable.text(step)
        console.note(total.map { "\(step) (\(ByteCount.text($0)))\n" } ?? "\(step)\n")
    }

    func advance(_ bytes: Int) {}

    func end(_ summary: String) { console.note("  \(Printable.text(summary))\n") }
}
