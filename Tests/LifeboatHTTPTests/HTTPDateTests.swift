import LifeboatCore
import LifeboatHTTP
import Testing

@Suite struct HTTPDateTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
        ("Thu, 29 Feb 2024 23:59:60 GMT", "2024-02-29T23:59:59Z"),
        ("Mon, 01 Dec 2025 00:00:00 GMT", "2025-12-01T00:00:00Z"),
    ])
    func readsTheFormThatIsSent(text: String, time: String) {
        #expect(HTTPDate.parse(text) == Timestamp(time))
    }

    @Test(arguments: [
        "", "Sun", "Sun, 06 Nov 1994 08:49:37 UTC", "Sunday, 06-Nov-94 08:49:37 GMT", "120",
        "Sun Nov  6 08:49:37 1994", "Sun, 31 Feb 2024 00:00:00 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:00:00 GMT",
        "Sun, 06 Nov 99999999999 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT", "Sun, -6 Nov 1994 08:49:37 GMT",
    ])
    func refusesEverythingElse(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}
