public import LifeboatCore

/// The layout of an Ultralytics run directory, by the relative paths in it.
public enum UltralyticsRun {
    /// The training arguments, written when the training starts and again when it resumes.
    public static let argumentsFile = FileName("args.yaml")
    /// One row an epoch.
    public static let resultsFile = FileName("results.csv")
    /// Where the checkpoints are.
    public static let weightsDirectory = FileName("weights")
    /// The checkpoint of the newest completed epoch, rewritten in place after each.
    public static let lastCheckpoint = FileName("weights/last.pt")
    /// The checkpoint of the best epoch, rewritten in place on every tie as well.
    public static let bestCheckpoint = FileName("weights/best.pt")

    /// Whether paths relative to a directory are those of a run: `args.yaml`, and something in `weights/`.
    public static func isRun(_ paths: some Sequence<FileName>) -> Bool {
        var hasArguments = false
        var hasWeights = false
        for path in paths {
            if path == argumentsFile { hasArguments = true }
            if path.bytes.starts(with: "weights/".utf8) { hasWeights = true }
        }
        return hasArguments && hasWeights
    }

    /// Whether a path is that of a checkpoint the trainer writes: last, best or epochN.
    public static func isCheckpoint(_ path: FileName) -> Bool {
        path == lastCheckpoint || path == bestCheckpoint || epochNumber(path) != nil
    }

    /// N of `weights/epochN.pt`, counted from 0; nil for every other path.
    public static func epochNumber(_ path: FileName) -> Int? {
        guard let text = path.text, text.hasPrefix("weights/epoch"), text.hasSuffix(".pt") else { return nil }
        let digits = text.dropFirst("weights/epoch".count).dropLast(".pt".count)
        return digits.allSatisfy { ("0"..."9").contains($0) } ? Int(digits) : nil
    }

    /// The plain values of `args.yaml` by name, without credentials; everything that is no plain value is
    /// left out.
    public static func arguments(yaml bytes: [UInt8]) -> [String: JSON] {
        FlatYAML.scalars(bytes).mapValues { $0.stringValue.map { .string(Redaction.text($0)) } ?? $0 }
    }
}
