/// A text with places to fill in: `{{name}}`, a name of lower-case letters, stands for a value.
///
/// What is filled in is not looked at again, and a name without a value stays as it is.
struct Template {
    let text: String

    func filled(_ values: [String: String]) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstRange(of: "{{") {
            result += rest[..<open.lowerBound]
            let behind = rest[open.upperBound...]
            guard let close = behind.firstRange(of: "}}"),
                let value = values[String(behind[..<close.lowerBound])]
            else {
                result += "{{"
                rest = behind
                continue
            }
            result += value
            rest = behind[close.upperBound...]
        }
        return result + rest
    }

    /// Every name in the text.
    var names: Set<String> {
        Set(
            text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
                part.firstRange(of: "}}").map { String(part[..<$0.lowerBound]) }
            }
        )
    }
}
