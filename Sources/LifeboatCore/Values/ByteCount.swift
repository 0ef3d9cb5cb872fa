/// Sizes for people and from people; in JSON a size is a whole number of bytes.
public enum ByteCount {
    private static let units: [(name: String, bytes: Int)] = [
        ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
    ]
    private static let accepted: [String: Int] = [
        "B": 1, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000,
        "KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30, "TIB": 1 << 40,
    ]

    /// Three significant digits with a binary unit, as in `1.70 GiB`; bytes below 1 KiB.
    public static func text(_ bytes: Int) -> String {
        guard let unit = units.first(where: { bytes >= $0.bytes }) else { return "\(bytes) B" }
        let value = Double(bytes) / Double(unit.bytes)
        return "\(Decimals.text(value, value < 10 ? 2 : value < 100 ? 1 : 0)) \(unit.name)"
    }

    /// Reads a number with a unit (`10GiB`, `500 MB`, `0B`); nil without a unit.
    public static func parse(_ text: String) -> Int? {
        guard let (number, unit) = Decimals.split(text), let scale = accepted[unit.uppercased()],
            number * Double(scale) < 9e18
        else { return nil }
        return Int((number * Double(scale)).rounded())
    }
}
