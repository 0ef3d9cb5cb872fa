public import LifeboatCore
public import LifeboatFiles
public import LifeboatPolicy

/// Recognises run directories in the listing of a source. Pure: names and kinds in, names out.
public enum ExperimentFinder {
    /// The root of every run below the source, with its layout; the empty name is the source itself.
    public static func roots(in entries: [TreeEntry], layout: SourceLayout) -> [FileName: String] {
        var roots: [FileName: String] = [:]
        func add(_ name: FileName, _ kind: SourceLayout) {
            guard layout == kind || layout == .auto, roots[name] == nil else { return }
            roots[name] = kind.rawValue
        }
        let names = Set(entries.map(\.name))
        for entry in entries {
            let last = entry.name.last.description
            let parent = entry.name.parent
            switch entry.facts.kind {
            case .file where last == "args.yaml" && names.contains(parent.appending(Array("weights".utf8))):
                add(parent, .ultralytics)
            case .file where last == ".metadata": add(parent.bytes.isEmpty ? parent : parent.parent, .dcp)
            case .file where last.hasSuffix(".ckpt") && parent.last == FileName("checkpoints"):
                add(parent.parent, .lightning)
            case .directory where isTrainerStep(last): add(parent, .huggingface)
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
        var candidate = name
        while true {
            if roots[candidate] != nil { return candidate }
            if candidate.bytes.isEmpty { return nil }
            candidate = candidate.parent
        }
    }
}
