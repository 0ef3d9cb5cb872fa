extension TensorTable {
    /// How many numbers the model below `roots` has: its parameters where the file marks them, as in a
    /// pickled module, else all its tensors, as in a state dictionary. Tensors that share storage count once.
    func parameterCount(_ graph: PickleGraph, below roots: [PickleValue.ID]) -> Int {
        let reachable = graph.reachable(from: roots)
        let marked = reachable.compactMap { parameters[$0] }.compactMap { tensors[$0] }
        let counted = marked.isEmpty ? reachable.compactMap { tensors[$0] } : marked
        var seen: Set<Tensor> = []
        var total = 0
        for tensor in counted where seen.insert(tensor).inserted {
            total = Checked.sum(total, tensor.count) ?? Int.max
        }
        return total
    }
}
