/// What a starter policy names: directories without those that overlap, each with a name of its own.
public struct StarterPlan: Sendable {
    var sources: [(name: String, path: String, layout: SourceLayout)] = []
    var tiers: [(name: String, path: String)] = []
    /// The sources that the policy cannot have beside the others.
    public private(set) var leftOutSources: [StarterClash] = []
    /// The tiers that the policy cannot have beside the sources and the tiers before them.
    public private(set) var leftOutTiers: [StarterClash] = []
    /// False where an example stands in for sources.
    public let foundSources: Bool
    /// False where an example stands in for tiers.
    public let foundTiers: Bool

    /// The paths of the sources as they are written.
    public var sourcePaths: [String] { sources.map(\.path) }

    /// The paths of the tiers as they are written.
    public var tierPaths: [String] { tiers.map(\.path) }

    /// Plans a policy for directories that were found or named.
    ///
    /// - `found`: directories with runs, absolute. Where there is none, an example stands in.
    /// - `tierPaths`: directories that copies can live in, absolute, fastest first; likewise.
    public init(sources found: [StarterSource], tierPaths: [String]) {
        var taken: [StarterClash.Place] = []
        var names: Set<String> = []
        // Outer directories first: they include the others.
        let usable = found.map { StarterSource(path: PathExpander.normalise($0.path), layout: $0.layout) }
            .sorted { $0.path.utf8.count < $1.path.utf8.count }
        for source in usable {
            if let clash = StarterClash(of: source.path, with: taken) {
                leftOutSources.append(clash)
                continue
            }
            taken.append((source.path, "source"))
            let name = Self.unique(Self.name(Self.last(source.path), or: "runs"), &names)
            sources.append((name, source.path, source.layout))
        }
        foundSources = !sources.isEmpty
        if sources.isEmpty { sources = [("runs", Self.free("/mnt/ssd/runs", &taken), .auto)] }
        names = []
        for path in tierPaths.map(PathExpander.normalise) {
            if let clash = StarterClash(of: path, with: taken) {
                leftOutTiers.append(clash)
                continue
            }
            taken.append((path, "tier"))
            let name = Self.unique(Self.name(Self.tierWord(path), or: "tier").lowercased(), &names)
            tiers.append((name, path))
        }
        foundTiers = !tiers.isEmpty
        if tiers.isEmpty { tiers = [("disk", Self.free("/mnt/data/vault", &taken))] }
    }

    /// `text` with only what a name can have.
    static func name(_ text: String, or other: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Character in
            let isWord =
                scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isWord || scalar == "_" || scalar == "-" ? Character(scalar) : "-"
        }
        let name = String(String(scalars).drop { $0 == "-" || $0 == "_" }.prefix(48))
        return name.isEmpty ? other : name
    }

    private static func last(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? ""
    }

    /// The last word of the path that tells tiers apart: `/mnt/data/vault` is `data`.
    private static func tierWord(_ path: String) -> String {
        let words = path.split(separator: "/").map(String.init)
        let common: Set<String> = ["vault", "lifeboat", "lifeboat-vault", "backup", "backups"]
        return words.last { !common.contains($0.lowercased()) } ?? words.last ?? ""
    }

    /// `path`, or one like it that overlaps with nothing.
    private static func free(_ path: String, _ taken: inout [StarterClash.Place]) -> String {
        var candidate = path
        var number = 1
        while StarterClash(of: candidate, with: taken) != nil {
            number += 1
            candidate = "/srv/lifeboat-\(number)" + path
            if number > taken.count + 2 { break }
        }
        taken.append((candidate, "example"))
        return candidate
    }

    private static func unique(_ name: String, _ names: inout Set<String>) -> String {
        var candidate = name
        var number = 1
        while !names.insert(candidate.lowercased()).inserted {
            number += 1
            candidate = "\(name)-\(number)"
        }
        return candidate
    }
}
