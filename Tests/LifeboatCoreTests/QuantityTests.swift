import LifeboatCore
import Testing

@Suite("Quantities")
struct QuantityTests {
    @Test(
        "durations for people",
        arguments: [
            (0, "0.00s"), (0.416, "0.42s"), (12.4, "12s"), (59.7, "1m"), (60, "1m"), (3599, "59m 59s"),
            (11_520, "3h 12m"),
            (90_061, "1d 1h"), (-90, "-1m 30s"), (86_400 * 400, "400d"),
        ] as [(Double, String)]
    )
    func spanText(_ seconds: Double, _ text: String) { #expect(TimeSpan.text(seconds) == text) }

    @Test(
        "durations from people",
        arguments: [
            ("10m", 600), ("1.5h", 5400), ("30d", 2_592_000), ("2w", 1_209_600), ("500ms", 0.5), ("0s", 0),
            ("10 m", 600),
            ("10", nil), ("m", nil), ("-1m", nil), ("1.m", nil), (".5m", nil), ("1.2.3m", nil),
            ("10  m", nil), ("1y", nil),
            ("1e3s", nil), ("", nil), ("٣m", nil), (String(repeating: "9", count: 400) + "d", nil),
        ] as [(String, Double?)]
    )
    func spanParse(_ text: String, _ seconds: Double?) { #expect(TimeSpan.parse(text) == seconds) }

    @Test(
        "the exact form of a duration is read back as the same",
        arguments: [0.25, 1, 90, 600, 3600, 86_400, 604_800, 5401]
    )
    func spanExact(_ seconds: Double) { #expect(TimeSpan.parse(TimeSpan.exact(seconds)) == seconds) }

    @Test(
        "no number of seconds traps",
        arguments: [.infinity, -.infinity, .nan, 1e300, -1e300, 1e14, 9.3e18] as [Double]
    )
    func spanExtremes(_ seconds: Double) {
        #expect(!TimeSpan.text(seconds).isEmpty && !TimeSpan.exact(seconds).isEmpty)
    }

    @Test(
        "sizes for people",
        arguments: [
            (0, "0 B"), (1023, "1023 B"), (1024, "1.00 KiB"), (1536, "1.50 KiB"), (10_485_760, "10.0 MiB"),
            (1_825_361_101, "1.70 GiB"), (200 << 40, "200 TiB"),
        ]
    )
    func sizeText(_ bytes: Int, _ text: String) { #expect(ByteCount.text(bytes) == text) }

    @Test(
        "sizes from people",
        arguments: [
            ("10GiB", 10 << 30), ("500 MB", 500_000_000), ("0B", 0), ("1.5kib", 1536), ("7", nil),
            ("7X", nil), ("-1B", nil),
            ("9000000000GiB", nil), ("", nil),
        ] as [(String, Int?)]
    )
    func sizeParse(_ text: String, _ bytes: Int?) { #expect(ByteCount.parse(text) == bytes) }

    @Test(
        "decimals round half away from zero and keep their places",
        arguments: [
            (1.005, 1, "1.0"), (0.25, 1, "0.3"), (-0.25, 1, "-0.3"), (-0.04, 1, "0.0"), (7, 0, "7"),
            (0.5, 3, "0.500"),
            (999.96, 1, "1000.0"),
        ] as [(Double, Int, String)]
    )
    func decimals(_ value: Double, _ places: Int, _ text: String) {
        #expect(Decimals.text(value, places) == text)
    }

    @Test("no number traps as a decimal", arguments: [.infinity, .nan, 1e14, -9.99e14, 1e300] as [Double])
    func decimalExtremes(_ value: Double) {
        for places in 0...12 { #expect(!Decimals.text(value, places).isEmpty) }
    }
}
