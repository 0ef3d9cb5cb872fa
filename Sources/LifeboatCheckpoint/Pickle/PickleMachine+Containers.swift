extension PickleMachine {
    mutating func container(_ opcode: PickleOpcode) throws {
        switch opcode {
        case .emptyTuple: try push(.tuple([]))
        case .tuple: try push(.tuple(try popToMark()))
        case .tuple1: try push(.tuple(try take(1)))
        case .tuple2: try push(.tuple(try take(2)))
        case .tuple3: try push(.tuple(try take(3)))
        case .emptyList: try push(.list([]))
        case .list: try push(.list(try popToMark()))
        case .emptyDict: try push(.dict([]))
        case .dict: try push(.dict(try Self.paired(try popToMark())))
        case .emptySet: try push(.set([]))
        case .frozenSet: try push(.set(try popToMark()))
        case .append: try extend(with: try take(1))
        case .appends, .addItems: try extend(with: try popToMark())
        case .setItem: try assign(try take(2))
        default: try assign(try Self.paired(try popToMark()))
        }
    }

    /// The top `count` values in the order they were pushed.
    private mutating func take(_ count: Int) throws -> [PickleValue.ID] {
        var values: [PickleValue.ID] = []
        for _ in 0..<count { values.append(try pop()) }
        return values.reversed()
    }

    private static func paired(_ values: [PickleValue.ID]) throws -> [PickleValue.ID] {
        guard values.count.isMultiple(of: 2) else {
            throw Damage("checkpoint.pickle-damaged", "the pickle sets a key without a value")
        }
        return values
    }

    private mutating func extend(with added: [PickleValue.ID]) throws {
        try graph.update(try top()) { value in
            switch value {
            case .list(var elements):
                value = .none
                elements.append(contentsOf: added)
                value = .list(elements)
            case .set(var elements):
                value = .none
                elements.append(contentsOf: added)
                value = .set(elements)
            case .call(var call):
                value = .none
                call.elements.append(contentsOf: added)
                value = .call(call)
            default: throw Self.wrongTarget
            }
        }
    }

    private mutating func assign(_ added: [PickleValue.ID]) throws {
        try graph.update(try top()) { value in
            switch value {
            case .dict(var pairs):
                value = .none
                pairs.append(contentsOf: added)
                value = .dict(pairs)
            case .call(var call):
                value = .none
                call.items.append(contentsOf: added)
                value = .call(call)
            default: throw Self.wrongTarget
            }
        }
    }

    private static let wrongTarget = Damage(
        "checkpoint.pickle-damaged",
        "the pickle puts something into a value that holds nothing"
    )
}
