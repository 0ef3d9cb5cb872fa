internal import LifeboatCommands
internal import LifeboatHTTP
internal import Testing

/// A store that does not answer is told of while somebody waits for it.
@Suite("Notes of retries")
struct RetryNotesTests {
    @Test("from the third try on, and one line for all who wait")
    func told() {
        let captured = CapturedConsole()
        let notes = RetryNotes(captured.console(columns: 0))
        for next in 2...5 {
            notes.hear(RetryNotice(place: "s3://b/v", reason: "no route", next: next, tries: 6))
        }
        #expect(captured.notes == "warning: s3://b/v: no answer yet (no route); trying again, 3 of 6\n")
    }

    @Test("a bar is drawn over")
    func bar() {
        let captured = CapturedConsole()
        RetryNotes(captured.console(columns: 80))
            .hear(RetryNotice(place: "", reason: "a\u{1B}b", next: 4, tries: 6))
        #expect(captured.notes.hasPrefix("\r\u{1B}[Kwarning: no answer yet (a"))
        #expect(!captured.notes.dropFirst(4).contains("\u{1B}"))
    }
}
