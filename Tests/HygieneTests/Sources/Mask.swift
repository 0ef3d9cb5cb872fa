/// Swift source with every comment and every literal text blanked, so that what is left is code.
///
/// Lines and columns stay where they were. The quotes of a text stay; what is interpolated into it stays too.
struct Mask {
    private let input: [UInt8]
    private var output: [UInt8]
    private var position = 0

    private init(_ input: [UInt8]) {
        self.input = input
        output = input
    }

    /// The code of `source`.
    static func code(of source: [UInt8]) -> [UInt8] {
        var mask = Mask(source)
        mask.code(isInterpolation: false)
        return mask.output
    }

    private func starts(with text: StaticString, at offset: Int = 0) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + offset + count <= input.count else { return false }
        return (0..<count).allSatisfy { input[position + offset + $0] == text.utf8Start[$0] }
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where position < input.count {
            if input[position] != 0x0A { output[position] = 0x20 }
            position += 1
        }
    }

    private mutating func code(isInterpolation: Bool) {
        var depth = 0
        while position < input.count {
            if starts(with: "//") {
                while position < input.count, input[position] != 0x0A { blank() }
                continue
            }
            switch input[position] {
            case 0x2F where starts(with: "/*"): comment()
            case 0x2F where startsPattern: pattern(hashes: 0)
            case 0x22: text(hashes: 0)
            case 0x23: hashed()
            case 0x28:
                depth += 1
                position += 1
            case 0x29 where isInterpolation && depth == 0: return
            case 0x29:
                depth -= 1
                position += 1
            default: position += 1
            }
        }
    }

    private mutating func comment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                blank(2)
            } else if starts(with: "*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && position < input.count
    }

    private mutating func hashed() {
        var count = 0
        while position + count < input.count, input[position + count] == 0x23 { count += 1 }
        if starts(with: "\"", at: count) {
            position += count
            text(hashes: count)
        } else if starts(with: "/", at: count) {
            position += count
            pattern(hashes: count)
        } else {
            position += count
        }
    }

    private func hasHashes(_ count: Int, at offset: Int) -> Bool {
        (0..<count).allSatisfy { starts(with: "#", at: offset + $0) }
    }

    private mutating func text(hashes: Int) {
        let isLong = starts(with: "\"\"\"")
        let quotes = isLong ? 3 : 1
        position += quotes
        while position < input.count {
            if starts(with: "\\"), hasHashes(hashes, at: 1) {
                let isInterpolation = starts(with: "(", at: 1 + hashes)
                blank(2 + hashes)
                if isInterpolation {
                    code(isInterpolation: true)
                    blank()
                }
            } else if isLong ? starts(with: "\"\"\"") : starts(with: "\""), hasHashes(hashes, at: quotes) {
                position += quotes + hashes
                return
            } else if !isLong, input[position] == 0x0A {
                return
            } else {
                blank()
            }
        }
    }

    /// A slash begins a pattern where no value stands before it and the line has another slash.
    private var startsPattern: Bool {
        let before = output[..<position].last { $0 != 0x20 && $0 != 0x0A }
        guard let before, "(,=:[{?|&!".utf8.contains(before), !starts(with: "/ ") else { return false }
        return input[(position + 1)...].prefix { $0 != 0x0A }.contains(0x2F)
    }

    private mutating func pattern(hashes: Int) {
        blank()
        while position < input.count, hashes > 0 || input[position] != 0x0A {
            if starts(with: "\\") {
                blank(2)
            } else if starts(with: "/"), hasHashes(hashes, at: 1) {
                blank(1 + hashes)
                return
            } else {
                blank()
            }
        }
    }
}
