/// What loading a pickle would import and call, from its graph alone; values it throws away count as well.
struct PickleImports {
    private(set) var uses: [ImportUse] = []
    /// Imports whose name the pickle computes.
    private(set) var unresolved = 0
    /// Calls of something that is no import.
    private(set) var computedCalls = 0

    init(_ graph: PickleGraph) {
        var called: [PickleImports.Key: Bool] = [:]
        func note(_ id: PickleValue.ID, isCalled: Bool) -> Bool {
            guard case .global(let module, let name) = graph[id] else { return false }
            called[Key(module: module, name: name), default: false] =
                called[Key(module: module, name: name)] == true || isCalled
            return true
        }
        for id in graph.values.indices {
            switch graph[id] {
            case .global: _ = note(id, isCalled: false)
            case .unresolvedGlobal: unresolved += 1
            case .call(let call):
                if !note(call.callee, isCalled: !call.isBare) { computedCalls += 1 }
                // Some allowed functions call what they are given, so that an argument counts as called.
                for argument in graph.tuple(call.arguments) ?? [] where !call.isBare {
                    _ = note(argument, isCalled: true)
                }
            default: break
            }
        }
        uses = called.map { ImportUse(module: $0.key.module, name: $0.key.name, isCalled: $0.value) }.sorted()
    }

    private struct Key: Hashable {
        let module: String
        let name: String
    }
}
