/// Carries out a pickle symbolically: every instruction builds values of a graph, and nothing is imported or
/// called.
///
/// Work and memory are bounded by `PickleLimits`; there is no recursion.
struct PickleMachine {
    var input: PickleInput
    let limits: PickleLimits
    var graph = PickleGraph()
    var stack: [PickleValue.ID] = []
    var marks: [Int] = []
    var memo: [Int: PickleValue.ID] = [:]
    var keptBytes = 0
    /// Set by an instruction that could hide an import.
    private(set) var isHiding = false

    init(source: any ByteSource, range: Range<Int>, limits: PickleLimits = PickleLimits()) {
        input = PickleInput(source: source, range: range)
        self.limits = limits
    }

    /// Runs to `STOP`. On `Damage` the graph keeps what was built until then.
    mutating func run() throws {
        for _ in 0..<limits.opcodes {
            let byte = try input.byte()
            guard let opcode = PickleOpcode(rawValue: byte) else {
                isHiding = PickleOpcode.hidden.contains(byte)
                let number = String(byte, radix: 16)
                throw Damage(
                    "checkpoint.pickle-unsupported",
                    "the pickle uses the unsupported instruction 0x\(number)"
                )
            }
            if opcode == .stop {
                graph.root = try pop()
                return
            }
            try step(opcode)
        }
        throw Self.tooLarge("instructions")
    }

    private mutating func step(_ opcode: PickleOpcode) throws {
        switch opcode {
        case .proto: try protocolVersion()
        case .frame: try input.skip(8)
        case .mark: try mark()
        case .pop: try popOne()
        case .popMark: _ = try popToMark()
        case .dup: try push(id: top())
        case .get, .binGet, .longBinGet: try recall(opcode)
        case .put, .binPut, .longBinPut, .memoize: try remember(opcode)
        case .global, .stackGlobal: try importName(opcode)
        case .reduce, .newObject, .newObjectEx, .build, .binPersistent: try object(opcode)
        case .emptyTuple, .tuple, .tuple1, .tuple2, .tuple3, .emptyList, .list, .emptyDict, .dict, .emptySet,
            .frozenSet, .append, .appends, .setItem, .setItems, .addItems:
            try container(opcode)
        default: try push(try scalar(opcode))
        }
    }

    private mutating func protocolVersion() throws {
        let version = try input.byte()
        guard version <= 5 else {
            throw Damage(
                "checkpoint.pickle-unsupported",
                "the pickle is of protocol \(version); 0 to 5 are known"
            )
        }
    }

    // MARK: Stack

    mutating func push(_ value: PickleValue) throws {
        guard graph.values.count < limits.values else { throw Self.tooLarge("values") }
        try push(id: graph.add(value))
    }

    mutating func push(id: PickleValue.ID) throws {
        guard stack.count < limits.stack else { throw Self.tooLarge("stack entries") }
        stack.append(id)
    }

    /// Takes the top value; values below the newest mark are out of reach, as in Python.
    mutating func pop() throws -> PickleValue.ID {
        guard stack.count > marks.last ?? 0, let id = stack.popLast() else { throw Self.underflow }
        return id
    }

    func top() throws -> PickleValue.ID {
        guard stack.count > marks.last ?? 0, let id = stack.last else { throw Self.underflow }
        return id
    }

    mutating func popToMark() throws -> [PickleValue.ID] {
        guard let mark = marks.popLast() else { throw Self.underflow }
        defer { stack.removeSubrange(mark...) }
        return Array(stack[mark...])
    }

    private mutating func mark() throws {
        guard marks.count < limits.marks else { throw Self.tooLarge("marks") }
        marks.append(stack.count)
    }

    private mutating func popOne() throws {
        if marks.last == stack.count { marks.removeLast() } else { _ = try pop() }
    }

    // MARK: Failures

    static let underflow = Damage("checkpoint.pickle-damaged", "the pickle takes a value that is not there")

    static func tooLarge(_ what: String) -> Damage {
        Damage("checkpoint.pickle-too-large", "the pickle has more \(what) than can be judged")
    }
}
