internal import ArgumentParser
internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatRecovery

/// `inspect`: what a checkpoint file is, and whether training can resume from it.
struct InspectVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Say what a checkpoint is and whether training can resume from it.",
        discussion: """
            Judges from the bytes alone: nothing in the file is run. Exits 2 when the checkpoint is unusable \
            or dangerous.

            EXAMPLES
              lifeboat inspect runs/detect/exp1/weights/last.pt
              lifeboat inspect --tensors last.pt
              lifeboat inspect --json last.pt | jq .verdict
            """
    )

    @Argument(help: "The checkpoint file.", completion: .file())
    var path: String

    @Flag(name: .long, help: "List the tensors: name, shape, type of the elements.")
    var tensors = false

    @OptionGroup var options: OutputOptions

    func run(_ context: Context) throws -> ExitStatus {
        let path = context.absolute(path)
        let report = CheckpointInspector.inspect(
            try CheckpointFile(path),
            path: path,
            listsTensors: tensors
        )
        context.present("inspect", options, json: report.json, findings: report.findings) {
            Self.text(report)
        }
        let isBad = report.verdict == .unusable || report.safety == .dangerous
        return isBad ? .badVerdict : .good
    }

    private static func table(_ tensors: [CheckpointTensor]) -> String {
        var table = TextTable(["TENSOR", "SHAPE", "TYPE"], right: [])
        for tensor in tensors {
            let shape = "[" + tensor.shape.map { "\($0)" }.joined(separator: ", ") + "]"
            table.add([tensor.name, shape, tensor.type])
        }
        return table.text
    }

    private static func text(_ report: CheckpointReport) -> String {
        var lines = ["\(Printable.text(report.path)): \(report.verdict.rawValue)"]
        func add(_ name: String, _ value: String?) {
            guard let value else { return }
            lines.append(
                "  " + name + String(repeating: " ", count: max(1, 12 - name.count)) + Printable.text(value)
            )
        }
        add("format", "\(report.format.rawValue), \(ByteCount.text(report.size))")
        add("integrity", report.integrity.rawValue)
        add("training", report.training.rawValue)
        add("safety", report.safety.rawValue)
        add(
            "epoch",
            report.completedEpochs.map { done in
                report.epochs.map { "\(done) of \($0) completed" } ?? "\(done) completed"
            }
        )
        add(
            "tensors",
            report.tensors.map { "\($0)" + (report.parameters.map { ", \($0) parameters" } ?? "") }
        )
        add(
            "framework",
            report.framework.map { [$0, report.frameworkVersion].compactMap { $0 }.joined(separator: " ") }
        )
        add("fitness", report.bestFitness.map { "best \(Decimals.text($0, 5))" })
        add("saved", report.date)
        if let tensors = report.tensorList, !tensors.isEmpty { lines += ["", table(tensors)] }
        return lines.joined(separator: "\n")
    }
}
