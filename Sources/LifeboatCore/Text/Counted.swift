/// Numbers with their noun.
public enum Counted {
    /// `1 error`, `2 errors`, `2 copies`.
    public static func text(_ count: Int, _ noun: String) -> String {
        if count == 1 { return "1 \(noun)" }
        return noun.hasSuffix("y") ? "\(count) \(noun.dropLast())ies" : "\(count) \(noun)s"
    }
}
