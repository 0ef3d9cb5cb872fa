internal import LifeboatCore

/// The `results.csv` of a run: a header, and one row an epoch that the trainer appends before it saves the
/// checkpoint.
public struct ResultsTable: Sendable, Hashable {
    /// One row.
    public struct Row: Sendable, Hashable {
        /// The epoch, counted from 1.
        public let epoch: Int
        /// The values by column order, without the spaces around them.
        public let values: [String]
        fileprivate let range: Range<Int>
    }

    /// The names of the columns; older versions pad them with spaces, which are left out here.
    public let columns: [String]
    /// The whole rows in file order. Torn lines are none, so that an epoch may be missing or be there twice.
    public let rows: [Row]
    private let bytes: [UInt8]
    private let headerEnd: Int

    /// Reads the file; throws `corrupt` when it has no header with an `epoch` column.
    public init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        var lines = Self.lines(bytes)[...]
        guard let header = lines.popFirst(), bytes[header.upperBound - 1] == 0x0A else {
            throw LifeboatError(.corrupt, "the table of results has no whole header")
        }
        columns = Self.cells(bytes[header])
        headerEnd = header.upperBound
        guard let column = columns.firstIndex(of: "epoch") else {
            throw LifeboatError(.corrupt, "the table of results has no epoch column")
        }
        let width = columns.count
        rows = lines.compactMap { line in
            let cells = Self.cells(bytes[line])
            guard bytes[line.upperBound - 1] == 0x0A, cells.count == width,
                let epoch = Self.whole(cells[column])
            else {
                return nil
            }
            return Row(epoch: epoch, values: cells, range: line)
        }
    }

    /// The value of a column in a row as a number; nil when there is no such column or it is no number.
    public func value(_ column: String, in row: Row) -> Double? {
        columns.firstIndex(of: column).flatMap { Double(row.values[$0]) }
    }

    /// The table as it was when the checkpoint of `epoch` (counted from 0, as stored there) was saved; nil
    /// when nothing has to change.
    ///
    /// Rows of later epochs go: the trainer will append them again. Of an epoch that is there twice the
    /// newest row stays. Torn lines go, for the next row would be glued to them.
    public func repaired(throughEpoch epoch: Int) -> [UInt8]? {
        let limit = Checked.sum(epoch, 1) ?? epoch
        var seen: Set<Int> = []
        let kept = rows.reversed().filter { $0.epoch <= limit && seen.insert($0.epoch).inserted }.reversed()
        let result = kept.reduce(into: Array(bytes[..<headerEnd])) { $0 += bytes[$1.range] }
        return result == bytes ? nil : result
    }

    /// The same for the bytes of a file; nil as well for a file that is no such table, which is left as it
    /// is.
    public static func repaired(_ bytes: [UInt8], throughEpoch epoch: Int) -> [UInt8]? {
        (try? ResultsTable(bytes))?.repaired(throughEpoch: epoch)
    }

    /// The lines with their newline; the last may lack it.
    private static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            lines.append(start..<index + 1)
            start = index + 1
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        return lines
    }

    private static func cells(_ line: ArraySlice<UInt8>) -> [String] {
        line.split(separator: 0x2C, omittingEmptySubsequences: false).map { cell in
            let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
            let start = cell.drop(while: isSpace)
            let end = start.lastIndex { !isSpace($0) } ?? start.startIndex - 1
            return String(decoding: start[start.startIndex..<end + 1], as: UTF8.self)
        }
    }

    private static func whole(_ text: String) -> Int? {
        if let number = Int(text) { return number >= 0 ? number : nil }
        return Double(text).flatMap { Int(exactly: $0) }.flatMap { $0 >= 0 ? $0 : nil }
    }
}
