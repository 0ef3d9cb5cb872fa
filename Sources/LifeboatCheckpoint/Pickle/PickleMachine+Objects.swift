extension PickleMachine {
    mutating func importName(_ opcode: PickleOpcode) throws {
        guard opcode == .stackGlobal else {
            let module = try input.line(limit: limits.lineBytes)
            return try pushGlobal(module: module, name: try input.line(limit: limits.lineBytes))
        }
        let name = try pop()
        let module = try pop()
        guard let moduleText = graph.text(module), let nameText = graph.text(name) else {
            return try push(.unresolvedGlobal)
        }
        try push(.global(module: moduleText, name: nameText))
    }

    private mutating func pushGlobal(module: [UInt8], name: [UInt8]) throws {
        keptBytes += module.count + name.count
        guard keptBytes <= limits.keptBytes else { throw Self.tooLarge("text") }
        guard let module = String(validating: module, as: UTF8.self),
            let name = String(validating: name, as: UTF8.self)
        else { return try push(.unresolvedGlobal) }
        try push(.global(module: module, name: name))
    }

    mutating func object(_ opcode: PickleOpcode) throws {
        switch opcode {
        case .binPersistent: try push(.persistent(try pop()))
        case .build:
            let state = try pop()
            graph.update(try top()) { value in
                // Only objects have a state worth keeping: that of a dictionary is its bookkeeping.
                guard case .call(var call) = value else { return }
                call.state = state
                value = .call(call)
            }
        case .newObjectEx:
            _ = try pop()
            try call(isBare: true)
        default: try call(isBare: opcode == .newObject)
        }
    }

    private mutating func call(isBare: Bool) throws {
        let arguments = try pop()
        let callee = try pop()
        try push(.call(PickleCall(callee: callee, arguments: arguments, isBare: isBare)))
    }

    mutating func recall(_ opcode: PickleOpcode) throws {
        guard let id = memo[try memoIndex(opcode)] else {
            throw Damage("checkpoint.pickle-damaged", "the pickle recalls a value that it never stored")
        }
        try push(id: id)
    }

    mutating func remember(_ opcode: PickleOpcode) throws {
        guard memo.count < limits.memo else { throw Self.tooLarge("stored values") }
        let index = opcode == .memoize ? memo.count : try memoIndex(opcode)
        memo[index] = try top()
    }

    private mutating func memoIndex(_ opcode: PickleOpcode) throws -> Int {
        switch opcode {
        case .binGet, .binPut: return try input.number(1)
        case .longBinGet, .longBinPut: return try input.number(4)
        default:
            guard let index = Int(String(decoding: try input.line(limit: 20), as: UTF8.self)) else {
                throw Damage("checkpoint.pickle-damaged", "the pickle stores a value at no number")
            }
            return index
        }
    }
}
