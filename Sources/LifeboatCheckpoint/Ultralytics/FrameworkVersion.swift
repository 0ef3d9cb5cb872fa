/// A dotted version, compared number by number; what follows the numbers does not count.
struct FrameworkVersion: Sendable, Comparable {
    private let numbers: [Int]

    /// Nil when `text` does not begin with a number.
    init?(_ text: String) {
        var numbers: [Int] = []
        for part in text.split(separator: ".") {
            let digits = part.prefix { ("0"..."9").contains($0) }
            guard let number = Int(digits) else { break }
            numbers.append(number)
            if digits.count < part.count { break }
        }
        guard !numbers.isEmpty else { return nil }
        self.numbers = numbers
    }

    init(_ numbers: Int...) { self.numbers = numbers }

    static func < (a: FrameworkVersion, b: FrameworkVersion) -> Bool {
        a.numbers.lexicographicallyPrecedes(b.numbers)
    }
}
