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
}
