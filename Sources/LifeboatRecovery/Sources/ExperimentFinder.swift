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
        let directories = Set(entries.lazy.filter { $0.facts.kind == .directory }.map(\.name))
        for entry in entries {
            let bytes = entry.name.bytes
            switch entry.facts.kind {
            // Held against bytes first: a source can have a hundred thousand names, and most are none of
            // these.
            case .file where bytes.ends(with: "args.yaml") && entry.name.last == FileName("args.yaml"):
                let parent = entry.name.parent
                if directories.contains(parent.appending(Array("weights".utf8))) { add(parent, .ultralytics) }
            case .file where bytes.ends(with: ".metadata") && entry.name.last == FileName(".metadata"):
                let parent = entry.name.parent
                add(parent.bytes.isEmpty ? parent : parent.parent, .dcp)
            case .file where bytes.ends(with: ".ckpt"):
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
    fileprivate func ends(with text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount
            && suffix(text.utf8CodeUnitCount).elementsEqual(
                UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
            )
    }
}
