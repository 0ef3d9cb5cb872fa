internal import LifeboatCheckpoint
public import LifeboatCore
public import LifeboatFiles
public import LifeboatPolicy

/// Recognises run directories in the listing of a source. Pure: names and kinds in, names out.
public enum ExperimentFinder {
    private static let arguments = UltralyticsRun.argumentsFile
    private static let metadata = FileName(".metadata")
    private static let lightning = Array(".ckpt".utf8)

    /// The root of every run below the source, with its layout; the empty name is the source itself.
    public static func roots(in entries: [TreeEntry], layout: SourceLayout) -> [FileName: String] {
        var roots: [FileName: String] = [:]
        func add(_ name: FileName, _ kind: SourceLayout) {
            guard layout == kind || layout == .auto, roots[name] == nil else { return }
            roots[name] = kind.rawValue
        }
        let directories = Set(entries.lazy.filter { $0.facts.kind == .directory }.map(\.name))
        for entry in entries {
            let bytes = entry.name.bytes
            switch entry.facts.kind {
            // Held against bytes first: a source can have a hundred thousand names, and most are none of
            // these.
            case .file where bytes.ends(with: arguments.bytes) && entry.name.last == arguments:
                let parent = entry.name.parent
                let weights = parent.appending(UltralyticsRun.weightsDirectory.bytes)
                if directories.contains(weights) { add(parent, .ultralytics) }
            case .file where bytes.ends(with: metadata.bytes) && entry.name.last == metadata:
                let parent = entry.name.parent
                add(parent.bytes.isEmpty ? parent : parent.parent, .dcp)
            case .file where bytes.ends(with: lightning):
                let parent = entry.name.parent
                if parent.last == FileName("checkpoints") { add(parent.parent, .lightning) }
            case .directory where isTrainerStep(entry.name.last.description):
                add(entry.name.parent, .huggingface)
            default: break
            }
        }
        return roots
    }

    /// `checkpoint-<step>`, as the Hugging Face trainer names its directories.
    private static func isTrainerStep(_ name: String) -> Bool {
        let digits = name.dropFirst("checkpoint-".count)
        return name.hasPrefix("checkpoint-") && !digits.isEmpty
            && digits.allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// The root that `name` belongs to: the deepest that it lies below or is; nil for the remainder.
    static func root(of name: FileName, among roots: [FileName: String]) -> FileName? {
        if roots.isEmpty { return nil }
        var candidate = name
        while true {
            if roots[candidate] != nil { return candidate }
            if candidate.bytes.isEmpty { return nil }
            candidate = candidate.parent
        }
    }
}

extension [UInt8] {
    fileprivate func ends(with end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}
