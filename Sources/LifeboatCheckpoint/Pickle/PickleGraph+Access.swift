extension PickleGraph {
    typealias ID = PickleValue.ID

    func isNone(_ id: ID) -> Bool {
        if case .none = self[id] { true } else { false }
    }

    func text(_ id: ID) -> String? {
        if case .text(let text) = self[id] { text } else { nil }
    }

    /// A whole number; true and false are none.
    func int(_ id: ID) -> Int? {
        if case .int(let value) = self[id] { Int(exactly: value) } else { nil }
    }

    func tuple(_ id: ID) -> [ID]? {
        if case .tuple(let children) = self[id] { children } else { nil }
    }

    /// The elements of a tuple, list or set.
    func elements(_ id: ID) -> [ID]? {
        switch self[id] {
        case .tuple(let children), .list(let children), .set(let children): children
        case .call(let call) where call.items.isEmpty && !call.elements.isEmpty: call.elements
        default: nil
        }
    }

    /// Keys and values in turn of a dictionary or of an object that takes items, as `OrderedDict`.
    func pairs(_ id: ID) -> [ID]? {
        switch self[id] {
        case .dict(let pairs): pairs
        case .call(let call) where name(of: call.callee) == "collections.OrderedDict" || !call.items.isEmpty:
            call.items
        default: nil
        }
    }

    /// The value that a dictionary has for a text key.
    func member(_ id: ID, _ key: String) -> ID? {
        guard let pairs = pairs(id) else { return nil }
        for index in stride(from: pairs.count - 2, through: 0, by: -2) where text(pairs[index]) == key {
            return pairs[index + 1]
        }
        return nil
    }

    /// `module.name` of an import.
    func name(of id: ID) -> String? {
        if case .global(let module, let name) = self[id] { "\(module).\(name)" } else { nil }
    }

    func call(_ id: ID) -> PickleCall? {
        if case .call(let call) = self[id] { call } else { nil }
    }

    /// Every value that `id` refers to directly.
    func children(_ id: ID) -> [ID] {
        switch self[id] {
        case .tuple(let children), .list(let children), .dict(let children), .set(let children): children
        case .call(let call):
            [call.callee, call.arguments] + (call.state.map { [$0] } ?? []) + call.items + call.elements
        case .persistent(let id): [id]
        default: []
        }
    }

    /// Everything reachable from `start`, each once.
    func reachable(from start: [ID]) -> [ID] {
        var seen = [Bool](repeating: false, count: values.count)
        var order: [ID] = []
        var pending = start
        while let id = pending.popLast() {
            guard !seen[id] else { continue }
            seen[id] = true
            order.append(id)
            pending.append(contentsOf: children(id).filter { !seen[$0] })
        }
        return order
    }
}
