/// Takes credentials out of text that a checkpoint recorded, before it gets anywhere.
enum Redaction {
    /// `scheme://user:secret@host/…` becomes `scheme://***@host/…`.
    static func text(_ text: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let scheme = rest.firstRange(of: "://") {
            let authority = rest[scheme.upperBound...].prefix { $0 != "/" && !$0.isWhitespace }
            result += rest[..<scheme.upperBound]
            if let at = authority.lastIndex(of: "@") {
                result += "***"
                rest = rest[at...]
            } else {
                rest = rest[scheme.upperBound...]
            }
        }
        return result + rest
    }
}
