internal import LifeboatCore

/// Columns of text, aligned and within the width of a style.
struct Grid {
    /// One cell.
    struct Cell {
        let text: String
        let tint: Tint

        init(_ text: String, _ tint: Tint = .plain) {
            self.text = text
            self.tint = tint
        }
    }

    private let head: [String]
    private let right: Set<Int>
    private var rows: [[Cell]] = []
    private static let gap = "  "
    private static let narrowest = 8

    /// A grid with a head; the columns named in `right` are aligned to the right.
    init(_ head: [String], right: Set<Int> = []) {
        self.head = head
        self.right = right
    }

    mutating func add(_ row: [Cell]) { rows.append(row) }

    /// The lines. Where they are too wide, the widest column gives way first.
    func lines(_ style: TextStyle) -> [String] {
        let cells = rows.map { $0.map { Cell(Columns.name($0.text, isASCII: style.isASCII), $0.tint) } }
        var widths = head.indices.map { column in
            ([head[column]] + cells.map { $0[column].text }).map(Columns.width).max() ?? 0
        }
        let room = style.width - Self.gap.count * max(0, head.count - 1)
        while widths.reduce(0, +) > room, let widest = widths.max(), widest > Self.narrowest,
            let column = widths.firstIndex(of: widest)
        { widths[column] -= 1 }
        let titles = head.map { Cell($0, .strong) }
        return ([titles] + cells).map { line($0, widths, style) }
    }

    private func line(_ row: [Cell], _ widths: [Int], _ style: TextStyle) -> String {
        var line = ""
        var pending = ""
        for (column, cell) in row.enumerated() {
            let text = Columns.clip(cell.text, widths[column], isASCII: style.isASCII)
            let pad = String(repeating: " ", count: max(0, widths[column] - Columns.width(text)))
            let isRight = right.contains(column)
            // Spaces are only written once something follows them: no line ends in white space.
            if !text.isEmpty {
                line += pending + (isRight ? pad : "") + cell.tint.paint(text, style)
                pending = (isRight ? "" : pad) + Self.gap
            } else {
                pending += pad + Self.gap
            }
        }
        return line
    }
}
