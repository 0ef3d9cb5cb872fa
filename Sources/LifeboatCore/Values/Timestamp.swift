/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Milliseconds since 1970.
    public let milliseconds: Int64

    /// From milliseconds since 1970.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// From nanoseconds since 1970, rounded down.
    public init(nanoseconds: Int64) {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
        milliseconds = remainder < 0 ? quotient - 1 : quotient
    }

    /// ISO 8601 in UTC with milliseconds, as in `2026-11-23T15:18:00.123Z`.
    public var description: String {
        let (date, time) = split
        return "\(date.year.padded(4))-\(date.month.padded(2))-\(date.day.padded(2))"
            + "T\((time / 3_600_000).padded(2)):\((time / 60_000 % 60).padded(2))"
            + ":\((time / 1000 % 60).padded(2)).\((time % 1000).padded(3))Z"
    }

    /// The same to the second and without the zone, as in `2026-11-23 15:18:00`.
    public var short: String {
        String(description.prefix(19)).split(separator: "T").joined(separator: " ")
    }

    /// The day in UTC, counted from 1970-01-01.
    public var day: Int { Int(floorDivide(milliseconds, 86_400_000)) }

    /// Reads ISO 8601 in UTC: `2026-11-23T15:18:00Z`, with or without `Z`, seconds and a fraction of them
    /// (rounded down to milliseconds), or only the day; a space may stand for the `T`. Nil for anything else.
    public init?(_ text: String) {
        var text = Substring(text)
        if text.hasSuffix("Z") { text = text.dropLast() }
        let halves = text.split(
            maxSplits: 1,
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == "T" || $0 == " " }
        )
        let date = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard date.count == 3, let year = Self.number(date[0], 4), let month = Self.number(date[1], 2),
            let day = Self.number(date[2], 2), (1...9999).contains(year), (1...12).contains(month),
            (1...31).contains(day)
        else { return nil }
        var time: Int64 = 0
        if halves.count == 2 {
            guard let parsed = Self.time(halves[1]) else { return nil }
            time = parsed
        }
        milliseconds = Int64(Self.days(year, month, day)) * 86_400_000 + time
        let (read, _) = split
        guard read.day == day, read.month == month else { return nil }
    }

    private static func time(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let hour = number(parts[0], 2),
            let minute = number(parts[1], 2),
            hour < 24, minute < 60
        else { return nil }
        let minutes = Int64(hour * 60 + minute) * 60_000
        if parts.count == 2 { return minutes }
        let seconds = parts[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = number(seconds[0], 2), whole < 60 else { return nil }
        if seconds.count == 1 { return minutes + Int64(whole) * 1000 }
        let fraction = String((seconds[1] + "00").prefix(3))
        guard !seconds[1].isEmpty, seconds[1].utf8.allSatisfy(isDigit), let rest = Int64(fraction) else {
            return nil
        }
        return minutes + Int64(whole) * 1000 + rest
    }

    /// Exactly `width` decimal digits.
    private static func number(_ text: Substring, _ width: Int) -> Int? {
        text.utf8.count == width && text.utf8.allSatisfy(isDigit) ? Int(text) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// By time.
    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

    /// Seconds from `earlier` to this, negative when this comes first.
    public func seconds(since earlier: Timestamp) -> Double {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        return (overflow ? Double(milliseconds) - Double(earlier.milliseconds) : Double(difference)) / 1000
    }

    /// This moved by a number of seconds; where that leaves the range of the type, its end.
    public func adding(seconds: Double) -> Timestamp {
        let step = (seconds * 1000).rounded()
        // 2^63 as a double is one more than Int64 holds.
        guard abs(step) < 0x1p63 else { return Timestamp(milliseconds: step < 0 ? .min : .max) }
        let (sum, overflow) = milliseconds.addingReportingOverflow(Int64(step))
        return Timestamp(milliseconds: overflow ? (step < 0 ? .min : .max) : sum)
    }

    /// Proleptic Gregorian calendar, by the algorithm of Howard Hinnant's "chrono-compatible low-level date
    /// algorithms" (`days_from_civil`, `civil_from_days`).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = Int(floorDivide(Int64(y), 400))
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private var split: (date: (year: Int, month: Int, day: Int), time: Int) {
        let z = day + 719_468
        let era = Int(floorDivide(Int64(z), 146_097))
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        let month = mp < 10 ? mp + 3 : mp - 9
        let rest = Int(milliseconds % 86_400_000)
        let time = rest < 0 ? rest + 86_400_000 : rest
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return ((year, month, dayOfYear - (153 * mp + 2) / 5 + 1), time)
    }
}

private func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    return remainder < 0 ? quotient - 1 : quotient
}

extension Int {
    fileprivate func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
