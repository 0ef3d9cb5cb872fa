import LifeboatCheckpoint
import LifeboatCore
import Testing

@Suite("What a PyTorch file says about its training")
struct TrainingStateTests {
    @Test func aLiveCheckpointIsResumable() throws {
        let report = Sample.inspect(Sample.live.bytes)
        #expect(report.findings == [])
        #expect(report.format == .torchZip)
        #expect(report.verdict == .resumable)
        #expect(report.integrity == .intact)
        #expect(report.training == .resumable)
        #expect(report.safety == .safe)
        #expect(report.epoch == 2)
        #expect(report.completedEpochs == 3)
        #expect(report.epochs == 5)
        #expect(report.tensors == 1)
        #expect(report.parameters == 6)
        #expect(report.framework == "ultralytics")
        #expect(report.frameworkVersion == "8.4.190")
        #expect(report.bestFitness == 0.25)
        #expect(report.fitness == 0.125)
        #expect(report.date == "2026-11-23T10:00:00")
        #expect(report.git == CheckpointGit(commit: "abc123", branch: nil, origin: nil, root: nil))
        #expect(report.trainArgs["imgsz"] == 64)
        #expect(report.trainArgs["data"] == "https://***@host/coco.yaml")
    }

    private func judge(_ change: (inout Sample.Ultralytics) -> Void) -> CheckpointReport {
        var sample = Sample.Ultralytics()
        change(&sample)
        return Sample.inspect(Sample.zip(sample.value).bytes)
    }

    @Test func lastEpochOfAllIsFinished() {
        let report = judge { $0.epoch = .int(4) }
        #expect(report.training == .finished)
        #expect(report.verdict == .inferenceOnly)
        #expect(report.codes == ["checkpoint.no-epoch-left"])
        #expect(judge { $0.epoch = .int(3) }.training == .resumable)
    }

    @Test func strippedIsFinished() {
        let report = judge {
            $0.epoch = .int(-1)
            $0.optimizer = .none
        }
        #expect(report.training == .finished)
        #expect(report.verdict == .inferenceOnly)
        #expect(report.epoch == -1)
        #expect(report.completedEpochs == nil)
        #expect(report.codes == ["checkpoint.stripped"])
    }

    @Test func withoutAnOptimizerItHoldsWeights() {
        #expect(judge { $0.optimizer = .none }.training == .weightsOnly)
    }

    @Test func anEmptyOptimizerStateIsAnOptimizer() {
        #expect(judge { $0.optimizer = .dict([]) }.training == .resumable)
    }

    @Test func epochMustBeAWholeNumber() {
        #expect(judge { $0.epoch = .bool(true) }.training == .unknown)
        #expect(judge { $0.epoch = .text("2") }.training == .unknown)
        #expect(judge { $0.epoch = .none }.training == .unknown)
        #expect(judge { $0.epochs = .none }.training == .unknown)
        #expect(judge { $0.epoch = .none }.verdict == .inferenceOnly)
    }

    @Test func withoutWeightsItIsUnusable() {
        let report = judge { $0.ema = .none }
        #expect(report.training == .incomplete)
        #expect(report.verdict == .unusable)
    }

    @Test func olderFilesHaveTheWeightsUnderModel() {
        let report = judge {
            $0.ema = .none
            $0.extra = [("model", Sample.model)]
        }
        #expect(report.training == .resumable)
        #expect(report.parameters == 6)
    }

    @Test func plainDictionariesAreNeverCalledResumable() {
        let weights = Sample.Value.orderedDict([("w", Sample.tensor("0", count: 6))])
        let cases: [(Sample.Value, CheckpointTraining, CheckpointVerdict)] = [
            (
                .dict([("epoch", .int(1)), ("state_dict", weights), ("optimizer", .dict([]))]), .unknown,
                .inferenceOnly
            ),
            (.dict([("model_state_dict", weights)]), .weightsOnly, .inferenceOnly),
            (weights, .weightsOnly, .inferenceOnly),
            (Sample.model, .weightsOnly, .inferenceOnly),
        ]
        for (value, training, verdict) in cases {
            let report = Sample.inspect(Sample.zip(value).bytes)
            #expect(report.training == training)
            #expect(report.verdict == verdict)
            #expect(report.framework == "pytorch")
            #expect(report.parameters == 6)
        }
    }

    @Test func withoutTensorsItIsUnusable() {
        var zip = Sample.zip(.dict([("epoch", .int(1))]))
        zip.records.removeAll { $0.name == "data/0" }
        let report = Sample.inspect(zip.bytes)
        #expect(report.integrity == .intact)
        #expect(report.verdict == .unusable)
        #expect(report.codes == ["checkpoint.no-tensors"])
    }

    @Test func parametersThatShareStorageCountOnce() {
        let twice = Sample.Value.orderedDict([
            ("a", Sample.tensor("0", count: 6)), ("b", Sample.tensor("0", count: 6)),
        ])
        let report = Sample.inspect(Sample.zip(.dict([("state_dict", twice)])).bytes)
        #expect(report.tensors == 2)
        #expect(report.parameters == 6)
    }

    @Test func pathsAmongTheArguments() {
        let path = Sample.Value.call(
            .global("pathlib", "PosixPath"),
            [.text("/"), .text("data"), .text("a.yaml")]
        )
        let value = Sample.Value.dict([("ema", Sample.model), ("train_args", .dict([("data", path)]))])
        #expect(Sample.inspect(Sample.zip(value).bytes).trainArgs["data"] == "/data/a.yaml")
    }

    @Test(
        arguments: [
            (CheckpointIntegrity.intact, CheckpointTraining.resumable, true, 1, CheckpointVerdict.resumable),
            (.unverifiable, .resumable, true, 1, .resumable), (.corrupt, .resumable, true, 1, .unusable),
            (.intact, .resumable, false, 1, .unusable), (.intact, .resumable, true, 0, .unusable),
            (.intact, .finished, true, 1, .inferenceOnly), (.intact, .weightsOnly, true, 1, .inferenceOnly),
            (.intact, .unknown, true, 1, .inferenceOnly), (.intact, .incomplete, true, 1, .unusable),
        ]
    )
    func verdicts(
        integrity: CheckpointIntegrity,
        training: CheckpointTraining,
        isRead: Bool,
        tensors: Int,
        verdict: CheckpointVerdict
    ) {
        #expect(
            VerdictRule.verdict(integrity: integrity, training: training, isRead: isRead, tensors: tensors)
                == verdict
        )
    }
}
