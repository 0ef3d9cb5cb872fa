/// A place in the text of a policy; line and column count from 1, columns in Unicode scalars.
struct Position: Sendable, Hashable, Comparable {
    let line: Int
    let column: Int

    static let start = Position(line: 1, column: 1)

    static func < (a: Position, b: Position) -> Bool { (a.line, a.column) < (b.line, b.column) }
}
