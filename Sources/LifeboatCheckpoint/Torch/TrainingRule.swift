/// Judges a training state, by what `ultralytics/engine/trainer.py` asks of a file before it resumes.
enum TrainingRule {
    static func judge(_ facts: TrainingFacts) -> CheckpointTraining {
        guard facts.framework == "ultralytics" else { return judgeGeneric(facts) }
        guard facts.hasWeights else { return .incomplete }
        guard let epoch = facts.epoch else { return facts.hasOptimizer ? .unknown : .weightsOnly }
        guard epoch >= 0 else { return facts.hasOptimizer ? .unknown : .finished }
        guard facts.hasOptimizer else { return .weightsOnly }
        guard let epochs = facts.epochs else { return .unknown }
        return Checked.sum(epoch, 1).map { $0 < epochs } == true ? .resumable : .finished
    }

    /// Only the script that wrote a plain dictionary knows what it needs, so nothing is called resumable
    /// here.
    private static func judgeGeneric(_ facts: TrainingFacts) -> CheckpointTraining {
        if facts.hasOptimizer { return facts.hasWeights ? .unknown : .incomplete }
        return .weightsOnly
    }
}
