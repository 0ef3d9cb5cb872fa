import LifeboatCheckpoint
import LifeboatCore
import Testing

@Suite("Resuming")
struct ResumeTests {
    private static let last = UltralyticsRun.lastCheckpoint

    private func report(
        epoch: Int = 2,
        training: CheckpointTraining = .resumable,
        safety: CheckpointSafety = .safe,
        version: String? = "8.4.190",
        pretrained: JSON = true
    ) -> CheckpointReport {
        var report = CheckpointReport(path: "x.pt", size: 1)
        report.training = training
        report.safety = safety
        report.integrity = .intact
        report.verdict = training == .resumable ? .resumable : .inferenceOnly
        report.epoch = epoch
        report.frameworkVersion = version
        report.trainArgs = ["save_dir": "/old/runs/exp1", "data": "/old/data.yaml", "pretrained": pretrained]
        return report
    }

    private func command(_ report: CheckpointReport, run: String = "/new/exp 1") -> ResumeCommand {
        let choice = ResumeChoice(among: [Self.last: report])
        return ResumeCommand(choice, run: run, data: "/new/data.yaml", device: "0,1")
    }

    @Test func lastIsChosenWhereItCanBe() {
        let choice = ResumeChoice(among: [
            Self.last: report(epoch: 1), FileName("weights/epoch9.pt"): report(epoch: 9),
        ])
        #expect(choice.name == Self.last)
        #expect(choice.findings == [])
        #expect(!choice.isFinished)
    }

    @Test func elseTheNewestOther() {
        var torn = report(epoch: 11)
        torn.integrity = .corrupt
        torn.verdict = .unusable
        let reports = [
            Self.last: torn, FileName("weights/epoch4.pt"): report(epoch: 4),
            FileName("weights/epoch10.pt"): report(epoch: 10),
            FileName("weights/epoch12.pt"): report(training: .weightsOnly),
        ]
        let choice = ResumeChoice(among: reports)
        #expect(choice.name == FileName("weights/epoch10.pt"))
        #expect(choice.findings.map(\.code) == ["resume.earlier-checkpoint"])
        #expect(!choice.isFinished)
    }

    @Test func dangerousFilesAreNeverChosen() {
        let choice = ResumeChoice(among: [Self.last: report(safety: .dangerous)])
        #expect(choice.name == nil)
        #expect(choice.findings.map(\.code) == ["resume.no-checkpoint"])
        #expect(ResumeCommand(choice, run: "/r", data: nil, device: nil).arguments == [])
    }

    @Test func finishedRunHasNothingToResume() {
        let finished = ResumeChoice(among: [Self.last: report(epoch: -1, training: .finished)])
        #expect(finished.isFinished)
        #expect(finished.name == nil)
        let command = ResumeCommand(finished, run: "/r", data: nil, device: nil)
        #expect(command.arguments == [] && command.alternative == [] && command.shell == "")
        #expect(command.findings.map(\.code) == ["resume.finished"])
    }

    @Test func finishedRunNamesAnEpochToGoOnFrom() {
        let epoch = FileName("weights/epoch4.pt")
        let choice = ResumeChoice(among: [
            Self.last: report(epoch: -1, training: .finished), epoch: report(epoch: 4),
        ])
        let command = ResumeCommand(choice, run: "/r", data: nil, device: nil)
        #expect(command.arguments == [])
        #expect(
            command.alternative == ["yolo", "train", "resume", "model=/r/weights/epoch4.pt", "save_dir=/r"]
        )
        #expect(command.findings.first?.hint.contains("epoch4.pt has 5 completed epochs") == true)
    }

    @Test func wordsAndShell() {
        let command = command(report())
        #expect(
            command.arguments == [
                "yolo", "train", "resume", "model=/new/exp 1/weights/last.pt", "data=/new/data.yaml",
                "save_dir=/new/exp 1", "device=0,1",
            ]
        )
        #expect(
            command.shell
                == "yolo train resume 'model=/new/exp 1/weights/last.pt' data=/new/data.yaml "
                + "'save_dir=/new/exp 1' device=0,1"
        )
        #expect(command.findings == [])
        #expect(self.command(report(), run: "/it's/").shell.contains("'save_dir=/it'\\''s'"))
    }

    @Test func versionsThatIgnoreSaveDirNeedALink() {
        #expect(command(report(version: "8.4.93")).preparation == [])
        let command = command(report(version: "8.4.92"))
        #expect(command.findings.map(\.code) == ["resume.save-dir-ignored", "resume.data-ignored"])
        #expect(
            command.preparation == [
                ["mkdir", "-p", "/old/runs"], ["ln", "-sT", "/new/exp 1", "/old/runs/exp1"],
            ]
        )
        #expect(
            command.shell.hasPrefix(
                "mkdir -p /old/runs\nln -sT '/new/exp 1' /old/runs/exp1\nyolo train resume "
            )
        )
        #expect(self.command(report(version: "8.4.92"), run: "/old/runs/exp1/").preparation == [])
    }

    @Test func versionsThatIgnoreData() {
        #expect(command(report(version: "8.4.152")).findings.map(\.code) == ["resume.data-ignored"])
        #expect(command(report(version: "8.4.153")).findings == [])
    }

    @Test func versionsThatReplaceTheWeights() {
        func codes(_ version: String, _ pretrained: JSON) -> [String] {
            command(report(version: version, pretrained: pretrained)).findings.map(\.code)
        }
        #expect(codes("8.4.126", "yolo26n.pt").contains("resume.weights-replaced"))
        #expect(codes("8.4.44", "yolo26n.pt").contains("resume.weights-replaced"))
        #expect(!codes("8.4.43", "yolo26n.pt").contains("resume.weights-replaced"))
        #expect(!codes("8.4.127", "yolo26n.pt").contains("resume.weights-replaced"))
        #expect(!codes("8.4.126", true).contains("resume.weights-replaced"))
    }

    @Test func otherVersions() {
        #expect(command(report(version: nil)).findings.map(\.code) == ["resume.version-unknown"])
        #expect(command(report(version: "8.3.193")).findings.map(\.code).contains("resume.new-directory"))
        #expect(command(report(version: "8.10.0.dev1")).findings == [])
    }

    @Test func realRuns() throws {
        func choice(_ run: String, _ names: [String]) throws -> ResumeChoice {
            let pairs = try names.map {
                (FileName("weights/\($0)"), try Fixture.inspect("\(run)/weights/\($0)"))
            }
            return ResumeChoice(among: Dictionary(pairs, uniquingKeysWith: { $1 }))
        }
        #expect(try choice("live", ["last.pt", "best.pt", "epoch0.pt", "epoch2.pt"]).name == Self.last)
        #expect(
            try choice("live", ["best.pt", "epoch0.pt", "epoch2.pt"]).name == FileName("weights/epoch2.pt")
        )
        let done = try choice("done", ["last.pt", "best.pt"])
        #expect(done.isFinished)
        #expect(done.name == nil)
    }
}
