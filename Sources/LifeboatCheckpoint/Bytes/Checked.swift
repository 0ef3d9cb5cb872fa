/// Arithmetic on numbers that a file chose: nil where the result does not fit.
enum Checked {
    static func sum(_ terms: Int...) -> Int? {
        var total = 0
        for term in terms {
            let (value, overflow) = total.addingReportingOverflow(term)
            guard !overflow else { return nil }
            total = value
        }
        return total
    }

    static func product(_ a: Int, _ b: Int) -> Int? {
        let (value, overflow) = a.multipliedReportingOverflow(by: b)
        return overflow ? nil : value
    }

    /// The product of all factors, 1 for none; nil for a negative factor.
    static func product(_ factors: [Int]) -> Int? {
        // A zero anywhere makes the product zero, however large the factors before it are.
        if factors.contains(0), factors.allSatisfy({ $0 >= 0 }) { return 0 }
        var total = 1
        for factor in factors {
            guard factor >= 0, let next = product(total, factor) else { return nil }
            total = next
        }
        return total
    }
}
