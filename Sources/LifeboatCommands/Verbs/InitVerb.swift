internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy
internal import LifeboatRecovery

/// `init`: writes a starter policy for what it finds on this node.
struct InitVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a starter policy for what is found on this node.",
        discussion: """
            Looks for training runs below the given directories (default: here, ./runs, /mnt, /data, \
            /workspace, /scratch) and for other disks that copies can live on. Nothing is overwritten \
            without --force.

            EXAMPLES
              lifeboat init
              lifeboat init --source /mnt/ssd/my_yolo_train --tier /mnt/data/vault
            """
    )

    @Option(
        name: .long,
        help: .init("A directory with training runs. May be given several times.", valueName: "dir"),
        completion: .directory
    )
    var source: [String] = []

    @Option(
        name: .long,
        help: .init("A directory for a tier's vault. May be given several times.", valueName: "dir"),
        completion: .directory
    )
    var tier: [String] = []

    @Option(name: .long, help: "What the policy is called.")
    var name = "training"

    @Flag(name: .long, help: "Replace the policy file.")
    var force = false

    @OptionGroup var options: CommonOptions

    func run(_ context: Context) throws -> ExitStatus {
        let path = context.policyPath(options)
        let scout = NodeScout(context: context)
        let sources = source.isEmpty ? scout.sources() : source.map { scout.source(context.absolute($0)) }
        let tiers = tier.isEmpty ? scout.tiers() : tier.map(context.absolute)
        let text = StarterPolicy.text(name: name, sources: sources, tierPaths: tiers)
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let directory = try Directory(slash == path.startIndex ? "/" : String(path[..<slash]))
        let file = FileName(String(path[path.index(after: slash)...]))
        guard try directory.write(Array(text.utf8), to: file, replacing: force) else {
            throw LifeboatError(
                .conflict,
                "there is a policy already",
                path: path,
                hint: "Edit it, name another with --policy, or replace it with --force."
            )
        }
        let json: JSON = [
            "ok": true, "path": .string(path), "sources": .array(sources.map { .string($0.path) }),
            "tiers": .array(tiers.map(JSON.string)),
        ]
        context.present("init", options, json: json) {
            let runs = sources.isEmpty ? "no training run was found" : Counted.text(sources.count, "source")
            let disks = tiers.isEmpty ? "no other disk was found" : Counted.text(tiers.count, "tier")
            return "\(path): written; \(runs), \(disks)\nNext: edit it, then `lifeboat policy check`."
        }
        return .good
    }
}
