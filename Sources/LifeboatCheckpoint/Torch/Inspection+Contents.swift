internal import LifeboatCore

extension Inspection {
    /// Takes over what the main pickle of a PyTorch file says.
    mutating func take(_ graph: PickleGraph, _ table: TensorTable) {
        guard let root = graph.root else { return }
        table.damages.forEach { fail($0) }
        let facts = TrainingFacts(graph, root: root)
        report.tensors = table.tensors.count
        if listsTensors { report.tensorList = TensorNames(graph).tensors(of: table) }
        report.parameters = table.parameterCount(graph, below: facts.weightRoots)
        report.framework = facts.framework
        report.frameworkVersion = facts.version
        report.epoch = facts.epoch
        report.epochs = facts.epochs
        report.bestFitness = facts.bestFitness
        report.fitness = facts.fitness
        report.date = facts.date
        report.git = facts.git
        report.trainArgs = facts.arguments
        report.training = TrainingRule.judge(facts)
        isRead = true
        explain(facts)
    }

    private mutating func explain(_ facts: TrainingFacts) {
        if report.tensors == 0 { log.add("checkpoint.no-tensors", .error, "the file holds no tensors") }
        switch report.training {
        case .finished where facts.hasOptimizer:
            log.add(
                "checkpoint.no-epoch-left",
                .info,
                "its last epoch is done, and only the final clean-up of the training is missing"
            )
        case .finished:
            log.add("checkpoint.stripped", .info, "the training ended and its optimizer was stripped")
        case .incomplete:
            log.add("checkpoint.incomplete", .error, "part of a training state is there, and no weights")
        case .unknown:
            log.add(
                "checkpoint.training-unknown",
                .info,
                "it holds training state, and only the script that wrote it knows if that is all it needs"
            )
        case .resumable, .weightsOnly: break
        }
    }
}
