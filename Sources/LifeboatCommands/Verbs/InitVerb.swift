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
            without --force. What is named with --source and --tier is taken as it is, or nothing is \
            written: no directory may be another one of the policy, lie in it or hold it.

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
        let plan = StarterPlan(sources: sources, tierPaths: tiers)
        let findings = try doubts(plan)
        try write(StarterPolicy.text(name: name, plan), to: path, context)
        let written = (
            sources: plan.foundSources ? plan.sourcePaths : [], tiers: plan.foundTiers ? plan.tierPaths : []
        )
        let json: JSON = [
            "ok": true, "path": .string(path), "sources": .array(written.sources.map(JSON.string)),
            "tiers": .array(written.tiers.map(JSON.string)), "findings": .array(findings.map(\.json)),
        ]
        context.present("init", options, json: json, findings: findings) {
            let runs =
                plan.foundSources
                ? Counted.text(written.sources.count, "source")
                : "no training run was found, so its path is a placeholder"
            let disks =
                plan.foundTiers
                ? Counted.text(written.tiers.count, "tier")
                : "no other disk was found, so the tier's path is one"
            return "\(path): written; \(runs), \(disks)\nNext: edit it, then `lifeboat policy check`."
        }
        return .good
    }

    /// What is worth knowing of the directories. Throws `usage` for one that was named and cannot be had.
    private func doubts(_ plan: StarterPlan) throws -> [Finding] {
        let clashes = [
            ("--source", source.isEmpty ? nil : plan.leftOutSources.first),
            ("--tier", tier.isEmpty ? nil : plan.leftOutTiers.first),
        ]
        for case let (option, clash?) in clashes {
            throw LifeboatError(
                .usage,
                "\(option) \(clash.reason)",
                path: clash.path,
                hint: option == "--tier"
                    ? "Nothing is written. Give each tier its own directory outside what is protected, best"
                        + " on another device."
                    : "Nothing is written. Name the outer directory alone, or directories that lie apart."
            )
        }
        let doubts =
            (plan.foundSources ? plan.sourcePaths : []).compactMap(PlaceDoubt.source)
            + (plan.foundTiers ? plan.tierPaths : []).compactMap(PlaceDoubt.tier)
        if let other = doubts.first(where: \.isOther) {
            throw LifeboatError(
                .usage,
                other.message,
                path: other.path,
                hint: "Nothing is written: \(other.hint)."
            )
        }
        return doubts.map(\.finding)
    }

    private func write(_ text: String, to path: String, _ context: Context) throws {
        let (directory, file) = try context.place(path)
        let isWritten: Bool
        do {
            isWritten = try directory.write(Array(text.utf8), to: file, replacing: force)
        } catch let error as LifeboatError {
            // The file that was in the works has a name that says nothing to anybody.
            throw LifeboatError(error.code, error.message, path: path, hint: error.hint)
        }
        guard isWritten else {
            throw LifeboatError(
                .conflict,
                "there is a policy already",
                path: path,
                hint: "Edit it, name another with --policy, or replace it with --force."
            )
        }
    }
}
