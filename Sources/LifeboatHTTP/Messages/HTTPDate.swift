public import LifeboatCore

/// The time as header fields have it, such as `Date`: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7, the
/// one form that may still be sent).
public enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The time, or nil when `text` is none of this form. The day of the week is not looked at.
    public static func parse(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, words[0].count == 4, words[0].hasSuffix(","), words[5] == "GMT",
            words[1].count == 2, let month = months.firstIndex(where: { $0 == words[2] })
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        // A leap second counts as the one before it.
        let time = words[4].hasSuffix(":60") ? words[4].dropLast(2) + "59" : words[4]
        guard time.count == 8 else { return nil }
        return Timestamp("\(words[3])-\(number)-\(words[1])T\(time)Z")
    }
}
