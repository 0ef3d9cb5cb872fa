internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy

/// What speaks against a directory that a policy names, as it is now. A disk may be mounted later, so that it
/// is no error.
struct PlaceDoubt {
    /// Stable dotted name.
    let code: String
    /// The directory.
    let path: String
    let message: String
    let hint: String
    /// Whether something else lies where the directory should be.
    var isOther = false

    private enum Sight {
        case directory, nothing, other(String)
    }

    /// Doubts about the directory of a source; nil when it is there.
    static func source(_ path: String) -> PlaceDoubt? {
        switch look(path) {
        case .directory: nil
        case .nothing:
            PlaceDoubt(
                code: "policy.source-missing",
                path: path,
                message: "this source is not there now",
                hint: "correct the path, or mount its disk before the next protect"
            )
        case .other(let kind):
            PlaceDoubt(
                code: "policy.source-missing",
                path: path,
                message: "this source is a \(kind), and a source is a directory",
                hint: "name the directory that holds the training runs",
                isOther: true
            )
        }
    }

    /// Doubts about the directory of a tier: the one above it has to be there, itself is made.
    static func tier(_ path: String) -> PlaceDoubt? {
        if case .other(let kind) = look(path) {
            return PlaceDoubt(
                code: "policy.tier-missing",
                path: path,
                message: "this tier is a \(kind), and a vault is a directory",
                hint: "name another directory",
                isOther: true
            )
        }
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        guard !parent.isEmpty, case .nothing = look(parent) else { return nil }
        return PlaceDoubt(
            code: "policy.tier-missing",
            path: path,
            message: "the directory above this tier is not there now: \(parent)",
            hint: "mount its disk or make the directory; the vault itself is made by the next protect"
        )
    }

    /// What cannot be looked at is no doubt: the user who protects may be another one.
    private static func look(_ path: String) -> Sight {
        do {
            let kind = try Descriptor.reading(path).facts().kind
            return kind == .directory ? .directory : .other(kind.rawValue)
        } catch let error as LifeboatError where error.code == .notFound {
            return .nothing
        } catch {
            return .directory
        }
    }

    /// For `init`.
    var finding: Finding { Finding(code, .warning, path: path, message, hint: hint) }
}

extension PolicyReading {
    /// The same with the doubts about its directories as warnings.
    func addingPlaceDoubts() -> PolicyReading {
        guard let policy else { return self }
        var reading = self
        for (index, source) in policy.sources.enumerated() {
            reading = reading.adding(PlaceDoubt.source(source.path), at: "sources[\(index)].path")
        }
        for (index, tier) in policy.tiers.enumerated() {
            reading = reading.adding(tier.path.flatMap(PlaceDoubt.tier), at: "tiers[\(index)].path")
        }
        return reading
    }

    private func adding(_ doubt: PlaceDoubt?, at keyPath: String) -> PolicyReading {
        guard let doubt else { return self }
        return adding(doubt.code, .warning, at: keyPath, doubt.message, hint: doubt.hint)
    }
}
