/// Finds the names of tensors in what a pickle builds: the keys and places on the way from the root, joined
/// by dots.
///
/// Of several ways to one value the shortest counts, and of those the first. What holds the parts of a module
/// adds nothing, so that names are those of its `state_dict` (`torch/nn/modules/module.py`).
struct TensorNames {
    /// Characters of a name and steps on the way to it; real ones stay far below, and no file can make the
    /// list of its tensors much longer than itself.
    private static let (nameLimit, stepLimit) = (400, 200)
    private static let unnamed: Set<String> = ["_buffers", "_modules", "_parameters"]

    private let graph: PickleGraph
    /// For each value the one it was reached from, and what the step is called.
    private var before: [(parent: PickleValue.ID, label: String?)?]
    /// The values in the order in which they were reached.
    private var order: [PickleValue.ID] = []

    init(_ graph: PickleGraph) {
        self.graph = graph
        before = Array(repeating: nil, count: graph.values.count)
        guard let root = graph.root else { return }
        before[root] = (root, nil)
        order.append(root)
        var next = 0
        while next < order.count {
            visit(order[next])
            next += 1
        }
    }

    /// The tensors of `table` by their names, in the order in which the file builds them.
    func tensors(of table: TensorTable) -> [CheckpointTensor] {
        order.sorted().compactMap { id in
            guard let tensor = table.tensors[id], let view = table.views[id] else { return nil }
            return CheckpointTensor(
                name: name(of: id),
                type: view.type,
                shape: view.shape,
                record: "data/\(tensor.storage)"
            )
        }
    }

    func name(of id: PickleValue.ID) -> String {
        var labels: [String] = []
        var (id, steps, length) = (id, 0, 0)
        while let (parent, label) = before[id], parent != id {
            steps += 1
            length += label?.utf8.count ?? 0
            guard steps <= Self.stepLimit, length <= Self.nameLimit else {
                labels.append("…")
                break
            }
            if let label { labels.append(label) }
            id = parent
        }
        return labels.reversed().joined(separator: ".")
    }

    private mutating func visit(_ id: PickleValue.ID) {
        switch graph[id] {
        case .dict(let pairs): visit(pairs: pairs, from: id)
        case .tuple(let children), .list(let children), .set(let children):
            for (index, child) in children.enumerated() { reach(child, from: id, as: "\(index)") }
        case .call(let call):
            visit(pairs: call.items, from: id)
            for (index, child) in call.elements.enumerated() { reach(child, from: id, as: "\(index)") }
            if let state = call.state { reach(state, from: id, as: nil) }
            for argument in graph.tuple(call.arguments) ?? [] { reach(argument, from: id, as: nil) }
        default: break
        }
    }

    private mutating func visit(pairs: [PickleValue.ID], from id: PickleValue.ID) {
        for index in stride(from: 0, to: pairs.count - 1, by: 2) {
            let label = graph.text(pairs[index]) ?? graph.int(pairs[index]).map { "\($0)" }
            reach(pairs[index + 1], from: id, as: label.flatMap { Self.unnamed.contains($0) ? nil : $0 })
        }
    }

    private mutating func reach(_ id: PickleValue.ID, from parent: PickleValue.ID, as label: String?) {
        guard before[id] == nil else { return }
        before[id] = (parent, label)
        order.append(id)
    }
}
