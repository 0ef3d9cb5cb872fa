/// What a starter policy names: found directories without those that overlap, each with a name of its own.
struct StarterPlan {
    private(set) var sources: [(name: String, path: String, layout: SourceLayout)] = []
    private(set) var tiers: [(name: String, path: String)] = []
    private(set) var leftOutSources: [String] = []
    private(set) var leftOutTiers: [String] = []
    let foundSources: Bool
    let foundTiers: Bool

    init(sources found: [StarterSource], tierPaths: [String]) {
        var taken: [String] = []
        var names: Set<String> = []
        // Outer directories first: they include the others.
        let usable = found.map { StarterSource(path: PathExpander.normalise($0.path), layout: $0.layout) }
            .sorted { $0.path.utf8.count < $1.path.utf8.count }
        for source in usable {
            guard Self.isFree(source.path, taken) else {
                leftOutSources.append(source.path)
                continue
            }
            taken.append(source.path)
            let name = Self.unique(Self.name(Self.last(source.path), or: "runs"), &names)
            sources.append((name, source.path, source.layout))
        }
        foundSources = !sources.isEmpty
        if sources.isEmpty { sources = [("runs", Self.free("/mnt/ssd/runs", &taken), .auto)] }
        names = []
        for path in tierPaths.map(PathExpander.normalise) {
            guard Self.isFree(path, taken) else {
                leftOutTiers.append(path)
                continue
            }
            taken.append(path)
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

    private static func isFree(_ path: String, _ taken: [String]) -> Bool {
        path != "/" && !taken.contains { PolicyChecks.contains($0, path) || PolicyChecks.contains(path, $0) }
    }

    /// `path`, or one like it that overlaps with nothing.
    private static func free(_ path: String, _ taken: inout [String]) -> String {
        var candidate = path
        var number = 1
        while !isFree(candidate, taken) {
            number += 1
            candidate = "/srv/lifeboat-\(number)" + path
            if number > taken.count + 2 { break }
        }
        taken.append(candidate)
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
