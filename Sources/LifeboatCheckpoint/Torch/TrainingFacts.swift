internal import LifeboatCore

/// What the top dictionary of a PyTorch checkpoint says about the training.
struct TrainingFacts {
    var framework: String
    var version: String?
    var epoch: Int?
    var epochs: Int?
    var hasOptimizer = false
    var hasWeights = false
    var bestFitness: Double?
    var fitness: Double?
    var date: String?
    var git: CheckpointGit?
    var arguments: [String: JSON] = [:]
    /// Where the weights are: what counts as parameters lies below.
    var weightRoots: [PickleValue.ID] = []
    /// Whether the top value is a dictionary with names, not bare weights.
    var isStateful = false

    /// Reads the graph of `data.pkl`.
    init(_ graph: PickleGraph, root: PickleValue.ID) {
        let isUltralytics = graph.member(root, "train_args") != nil
        framework = isUltralytics ? "ultralytics" : "pytorch"
        func present(_ key: String) -> PickleValue.ID? {
            graph.member(root, key).flatMap { graph.isNone($0) ? nil : $0 }
        }
        epoch = present("epoch").flatMap(graph.int)
        hasOptimizer = ["optimizer", "optimizer_state_dict", "optimizer_states"].contains {
            present($0) != nil
        }
        let named = ["ema", "model", "state_dict", "model_state_dict"].compactMap(present)
        weightRoots = named.first.map { [$0] } ?? [root]
        hasWeights = !named.isEmpty
        isStateful = hasWeights || hasOptimizer || epoch != nil
        guard isUltralytics else { return }
        version = present("version").flatMap(graph.text)
        bestFitness = present("best_fitness").flatMap(graph.number)
        fitness = present("train_metrics").flatMap { graph.member($0, "fitness") }.flatMap(graph.number)
        date = present("date").flatMap(graph.text)
        arguments = present("train_args").map { Self.scalars(graph, $0) } ?? [:]
        epochs = arguments["epochs"]?.intValue
        git = present("git").flatMap { Self.git(graph, $0) }
    }

    private static func scalars(_ graph: PickleGraph, _ id: PickleValue.ID) -> [String: JSON] {
        let pairs = graph.pairs(id) ?? []
        var result: [String: JSON] = [:]
        for index in stride(from: 0, to: pairs.count - 1, by: 2) {
            guard let key = graph.text(pairs[index]), let value = scalar(graph, pairs[index + 1]) else {
                continue
            }
            result[key] = value
        }
        return result
    }

    private static func scalar(_ graph: PickleGraph, _ id: PickleValue.ID) -> JSON? {
        switch graph[id] {
        case .none: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .float(let value): .optional(value)
        case .text(let text): .string(Redaction.text(text))
        default: path(graph, id).map(JSON.string) ?? nil
        }
    }

    /// A `pathlib` path is made from its parts.
    private static func path(_ graph: PickleGraph, _ id: PickleValue.ID) -> String? {
        guard let call = graph.call(id), graph.name(of: call.callee)?.hasPrefix("pathlib.") == true,
            let ids = graph.tuple(call.arguments)
        else { return nil }
        let parts = ids.compactMap(graph.text)
        let joined = parts.joined(separator: "/")
        return parts.first == "/" ? String(joined.dropFirst()) : joined
    }

    private static func git(_ graph: PickleGraph, _ id: PickleValue.ID) -> CheckpointGit? {
        func text(_ key: String) -> String? {
            // Where there was no repository the writer stores the text "None".
            graph.member(id, key).flatMap(graph.text).flatMap { $0 == "None" ? nil : Redaction.text($0) }
        }
        let git = CheckpointGit(
            commit: text("commit"),
            branch: text("branch"),
            origin: text("origin"),
            root: text("root")
        )
        return git == CheckpointGit(commit: nil, branch: nil, origin: nil, root: nil) ? nil : git
    }
}
