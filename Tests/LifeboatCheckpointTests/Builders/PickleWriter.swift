/// Writes pickles the way `torch.save` does, one instruction at a time.
struct PickleWriter {
    private(set) var bytes: [UInt8] = [0x80, 2]

    /// A value as the pickle module writes it.
    indirect enum Value: Sendable {
        case none
        case bool(Bool)
        case int(Int)
        case float(Double)
        case text(String)
        case list([Value])
        case tuple([Value])
        case dict([(String, Value)])
        case orderedDict([(String, Value)])
        case global(String, String)
        /// `callee(*arguments)`.
        case call(Value, [Value])
        /// `class.__new__` and a state.
        case object(String, String, [(String, Value)])
        case persistent([Value])
        case raw([UInt8])
    }

    /// A whole pickle of `value`.
    static func pickle(_ value: Value) -> [UInt8] {
        var writer = PickleWriter()
        writer.write(value)
        return writer.bytes + [0x2E]
    }

    mutating func write(_ value: Value) {
        switch value {
        case .none: bytes.append(0x4E)
        case .bool(let flag): bytes.append(flag ? 0x88 : 0x89)
        case .int(let number): bytes += [0x4A] + Little.u32(UInt32(truncatingIfNeeded: number))
        case .float(let number): bytes += [0x47] + Little.u64(number.bitPattern).reversed()
        case .text(let text): bytes += [0x58] + Little.u32(UInt32(text.utf8.count)) + Array(text.utf8)
        case .list(let values): group(open: 0x5D, values, close: 0x65)
        case .tuple(let values):
            bytes.append(0x28)
            values.forEach { write($0) }
            bytes.append(0x74)
        case .dict(let members):
            bytes.append(0x7D)
            set(members)
        case .orderedDict(let members):
            write(.call(.global("collections", "OrderedDict"), []))
            set(members)
        case .global(let module, let name): bytes += [0x63] + Array("\(module)\n\(name)\n".utf8)
        case .call(let callee, let arguments):
            write(callee)
            write(.tuple(arguments))
            bytes.append(0x52)
        case .object(let module, let name, let state):
            write(.global(module, name))
            bytes += [0x29, 0x81]
            write(.dict(state))
            bytes.append(0x62)
        case .persistent(let parts):
            write(.tuple(parts))
            bytes.append(0x51)
        case .raw(let raw): bytes += raw
        }
    }

    private mutating func group(open: UInt8, _ values: [Value], close: UInt8) {
        bytes += [open, 0x28]
        values.forEach { write($0) }
        bytes.append(close)
    }

    private mutating func set(_ members: [(String, Value)]) {
        bytes.append(0x28)
        for (key, value) in members {
            write(.text(key))
            write(value)
        }
        bytes.append(0x75)
    }
}
