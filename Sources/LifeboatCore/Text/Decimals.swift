/// Numbers as text, the same on every machine.
public enum Decimals {
    /// `value` with exactly `places` digits after the point, rounded half away from zero.
    public static func text(_ value: Double, _ places: Int) -> String {
        let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
        guard value.isFinite, abs(value) * scale < 9e18 else { return "\(value)" }
        let units = Int64((abs(value) * scale).rounded())
        let sign = value < 0 && units != 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(units)" }
        let digits = String(units)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
    }

    /// A plain non-negative decimal number and the unit right behind it or after one space.
    static func split(_ text: String) -> (number: Double, unit: String)? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        var unit = text.dropFirst(digits.count)
        if unit.first == " " { unit = unit.dropFirst() }
        guard digits.first != ".", digits.last != ".", let number = Double(digits), number.isFinite,
            !unit.isEmpty
        else { return nil }
        return (number, String(unit))
    }
}
