public import LifeboatCore

/// Writes the bodies of the few requests that are XML.
public enum XMLWriter {
    /// The document, with its namespace at the root. Throws `unsupported` for text that XML 1.0 cannot hold,
    /// as most control characters.
    public static func document(_ root: XMLElement, namespace: String? = nil) throws(LifeboatError)
        -> [UInt8]
    {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        try write(root, namespace.map { " xmlns=\"\($0)\"" } ?? "", &text)
        return Array(text.utf8)
    }

    private static func write(_ element: XMLElement, _ attribute: String, _ text: inout String)
        throws(LifeboatError)
    {
        text += "<\(element.name)\(attribute)>"
        try escape(element.text, &text)
        for child in element.children { try write(child, "", &text) }
        text += "</\(element.name)>"
    }

    /// White space other than the blank is escaped too: a reader may change it otherwise (XML 1.0, 2.11).
    private static func escape(_ value: String, _ text: inout String) throws(LifeboatError) {
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&apos;"
            case "\t", "\n", "\r": text += "&#\(scalar.value);"
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}":
                throw LifeboatError(.unsupported, "XML cannot hold \(Printable.text(value))")
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
