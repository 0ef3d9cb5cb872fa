internal import LifeboatCore

/// Pieces of HTML. Everything that comes from outside passes through `escape`.
enum Markup {
    /// Text for between tags and within quoted attributes.
    static func escape(_ text: String) -> String {
        var result = ""
        for scalar in Printable.text(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A table for readers of every kind: a caption, heads with scope, the first cell of a row its head. The
    /// cells are HTML already; `numbers` are the columns aligned to the right.
    static func table(_ caption: String, _ head: [String], _ rows: [[String]], numbers: Set<Int> = [])
        -> String
    {
        func cell(_ column: Int, _ html: String) -> String {
            let style = numbers.contains(column) ? " class=\"number\"" : ""
            return column == 0 ? "<th scope=\"row\">\(html)</th>" : "<td\(style)>\(html)</td>"
        }
        let titles = head.enumerated().map { column, title in
            "<th scope=\"col\"\(numbers.contains(column) ? " class=\"number\"" : "")>\(escape(title))</th>"
        }
        let body = rows.map { "<tr>" + $0.enumerated().map { cell($0, $1) }.joined() + "</tr>" }
        return """
            <div class="scroll"><table>
            <caption>\(escape(caption))</caption>
            <thead><tr>\(titles.joined())</tr></thead>
            <tbody>
            \(body.joined(separator: "\n"))
            </tbody>
            </table></div>
            """
    }

    /// A word with a colour and a sign of its own, so that colour is not needed to read it.
    static func badge(_ kind: String, _ text: String) -> String {
        let sign = kind == "pass" ? "✓ " : kind == "fail" ? "✗ " : kind == "warn" ? "! " : ""
        return "<span class=\"badge \(kind)\">\(sign)\(escape(text))</span>"
    }
}
