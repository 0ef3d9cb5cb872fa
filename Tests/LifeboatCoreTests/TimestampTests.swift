import LifeboatCore
import Testing

@Suite("Timestamp")
struct TimestampTests {
    @Test(
        "known dates",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (1_709_251_199_999, "2024-02-29T23:59:59.999Z"), (1_000_000_000_123, "2001-09-09T01:46:40.123Z"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)]
    )
    func known(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test("every millisecond of the calendar comes back from its text", arguments: 0..<20)
    func roundTrip(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let time = Timestamp(
                milliseconds: .random(in: -62_135_596_800_000...253_402_300_799_999, using: &random)
            )
            #expect(Timestamp(time.description) == time)
        }
    }

    @Test(
        "the days of a year follow each other, leap years included",
        arguments: [1900, 2000, 2023, 2024, 2100]
    )
    func days(_ year: Int) throws {
        var day = try #require(Timestamp("\(year)-01-01")).day
        var count = 0
        while Timestamp(milliseconds: Int64(day) * 86_400_000).description.hasPrefix("\(year)-") {
            (day, count) = (day + 1, count + 1)
        }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        #expect(count == (isLeap ? 366 : 365))
    }

    @Test(
        "shorter forms",
        arguments: [
            ("2026-11-23", "2026-11-23T00:00:00.000Z"), ("2026-11-23T15:18Z", "2026-11-23T15:18:00.000Z"),
            ("2026-11-23 15:18:07", "2026-11-23T15:18:07.000Z"),
            ("2026-11-23T15:18:07.5Z", "2026-11-23T15:18:07.500Z"),
            ("2026-11-23T23:59:59.9999999Z", "2026-11-23T23:59:59.999Z"),
        ]
    )
    func shorter(_ text: String, _ full: String) { #expect(Timestamp(text)?.description == full) }

    @Test(
        "refuses everything else",
        arguments: [
            "", "Z", "2026", "2026-11", "2026-11-31", "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-01",
            "2026-11-00",
            "0000-01-01", "-2026-11-23", "2026--11-23", "+026-11-23", "26-11-23", "2026-1-3", "2026-11-23T",
            "2026-11-23T24:00",
            "2026-11-23T15:60", "2026-11-23T15:18:60", "2026-11-23T15:18:0x1", "2026-11-23T15:18:1e1",
            "2026-11-23T15:18:07.",
            "2026-11-23T15:18:07.-1", "2026-11-23T15:18:07+01:00", "2026-11-23T15:18:07 Z",
            "2026-11-23T15:18:07Z Z", "٢٠٢٦-11-23",
        ]
    )
    func refuses(_ text: String) { #expect(Timestamp(text) == nil) }

    @Test("nanoseconds are rounded down on both sides of 1970")
    func nanoseconds() {
        #expect(Timestamp(nanoseconds: 1_999_999).milliseconds == 1)
        #expect(Timestamp(nanoseconds: -1).milliseconds == -1)
        #expect(Timestamp(nanoseconds: .min).milliseconds == -9_223_372_036_855)
    }

    @Test("arithmetic ends at the ends of the range and never traps")
    func extremes() {
        let (first, last) = (Timestamp(milliseconds: .min), Timestamp(milliseconds: .max))
        #expect(last.adding(seconds: 1) == last && first.adding(seconds: -1) == first)
        #expect(last.adding(seconds: .infinity) == last && first.adding(seconds: 1e300) == last)
        #expect(last.seconds(since: first) > 1.8e16)
        #expect(!first.description.isEmpty && !last.description.isEmpty)
        let time = Timestamp(milliseconds: 1000)
        #expect(
            time.adding(seconds: -1.5).milliseconds == -500
                && time.seconds(since: time.adding(seconds: 2)) == -2
        )
    }

    @Test("the short form is the same to the second, without the zone")
    func short() { #expect(Timestamp(milliseconds: 1_000_000_000_123).short == "2001-09-09 01:46:40") }
}
