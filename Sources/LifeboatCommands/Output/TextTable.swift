internal import LifeboatCore

/// Columns of text, aligned; what could drive a terminal is escaped.
struct TextTable {
    private var rows: [[String]]
    private let rightAligned: Set<Int>

    /// A table with a head; the columns named in `right` are aligned to the right.
    init(_ head: [String], right: Set<Int> = []) {
        rows = [head]
        rightAligned = right
    }

    mutating func add(_ row: [String]) { rows.append(row.map { Printable.text($0) }) }

    var text: String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let pad = String(repeating: " ", count: widths[column] - cell.count)
                return rightAligned.contains(column) ? pad + cell : cell + pad
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
