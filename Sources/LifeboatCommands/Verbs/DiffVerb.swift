internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatRecovery
internal import LifeboatVault

/// `diff`: what changed between two points.
struct DiffVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what changed between two points of an experiment.",
        discussion: """
            `+` was added, `-` removed, `*` changed in content, `~` changed in attributes only. `best` is \
            the point at which the best fitness was reached, and may be the newest.

            EXAMPLES
              lifeboat diff my_yolo_train/exp1 3f2a9c 81bb02
              lifeboat diff my_yolo_train/exp1 best newest
            """
    )

    @Argument(help: "An experiment: NAME, NAME@HOST or a run id.")
    var experiment: String

    @Argument(help: "The earlier point: the start of its id, `newest` or `best`.")
    var earlier: String

    @Argument(help: "The later point: the start of its id, `newest` or `best`.")
    var later: String = "newest"

    @OptionGroup var access: VaultOptions<FirstTier>
    @OptionGroup var options: CommonOptions

    func run(_ context: Context) throws -> ExitStatus {
        let (vaults, _) = try access.open(context, options)
        guard let opened = vaults.first else { return .failed }
        let vault = opened.vault
        let choice = try opened.choice(of: ExperimentName(experiment))
        let a = try choice.point(id: earlier, at: nil).point
        let b = try choice.point(id: later, at: nil).point
        let changes = TreeDifference.between(try vault.tree(of: a.manifest), try vault.tree(of: b.manifest))
        let json: JSON = [
            "experiment": .string(a.manifest.experiment), "from": .string(a.id.description),
            "to": .string(b.id.description), "changes": .array(changes.map(\.json)),
        ]
        context.present("diff", options, json: json, findings: choice.findings) {
            guard a.id != b.id else {
                return "\(Printable.text(earlier)) and \(Printable.text(later)) are the same point, "
                    + Self.title(a)
            }
            let head = "from \(Self.title(a)) to \(Self.title(b))"
            let lines = changes.map { "\($0.kind.mark) \($0.name)\($0.sizeText)" }
            return ([head] + (lines.isEmpty ? ["no difference"] : lines)).joined(separator: "\n")
        }
        return .good
    }

    private static func title(_ point: Point) -> String {
        "\(point.id.short) of \(point.manifest.created.short)"
    }
}
