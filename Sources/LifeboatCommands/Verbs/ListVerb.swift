internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatRecovery
internal import LifeboatVault

/// `ls`: what a tier holds.
struct ListVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "List experiments, the points of one, or the files of one point.",
        discussion: """
            Shows the first tier of the policy that answers, or the one that --tier names. A tier that \
            does not answer is told, and is no failure while another does.

            EXAMPLES
              lifeboat ls
              lifeboat ls my_yolo_train/exp1
              lifeboat ls my_yolo_train/exp1 3f2a9c --tier replica
              lifeboat ls --vault /mnt/replica/vault
            """
    )

    @Argument(help: "An experiment: NAME, NAME@HOST or a run id.")
    var experiment: String?

    @Argument(help: "A point: the start of its id, `newest` or `best`.")
    var point: String?

    @OptionGroup var access: VaultOptions<FirstTier>
    @OptionGroup var options: CommonOptions

    func run(_ context: Context) throws -> ExitStatus {
        let (vaults, unreachable) = try access.open(context, options)
        // What is shown is whole without them.
        let passedOver = unreachable.map {
            Finding($0.code, .warning, path: $0.path, $0.message, hint: $0.hint)
        }
        guard let opened = vaults.first else { return .failed }
        let (points, unreadable) = try opened.vault.points()
        guard let experiment else {
            return list(points, opened.name, passedOver + unreadable, context)
        }
        let choice = try PointChoice(
            ExperimentName(experiment),
            in: points,
            unreadable: unreadable,
            at: opened.vault.address
        )
        guard let point else { return list(choice, opened.name, passedOver + unreadable, context) }
        let chosen = try choice.point(id: point, at: nil).point
        list(try opened.vault.tree(of: chosen.manifest), chosen, opened.name, passedOver, context)
        return .good
    }

    private func list(_ points: [Point], _ tier: String, _ findings: [Finding], _ context: Context)
        -> ExitStatus
    {
        let runs = Dictionary(grouping: points, by: \.manifest.run).compactMap { $0.value.first }
            .sorted { ($0.manifest.experiment, $0.manifest.run) < ($1.manifest.experiment, $1.manifest.run) }
        let counts = Dictionary(grouping: points, by: \.manifest.run).mapValues(\.count)
        let json: JSON = [
            "tier": .string(tier), "findings": .array(findings.map(\.json)),
            "experiments": .array(
                runs.map { PointView.json($0).with("points", .number(counts[$0.manifest.run] ?? 0)) }
            ),
        ]
        context.present("ls", options, json: json, findings: findings) {
            var table = TextTable(
                ["EXPERIMENT", "HOST", "RUN", "POINTS", "NEWEST", "FILES", "SIZE"],
                right: [3, 5, 6]
            )
            for run in runs {
                let manifest = run.manifest
                table.add([
                    manifest.experiment, manifest.host, manifest.run.text,
                    String(counts[manifest.run] ?? 0), manifest.created.short, String(manifest.files),
                    ByteCount.text(manifest.bytes),
                ])
            }
            return "\(Printable.text(tier)):\n\(table.text)"
        }
        return findings.hasError ? .failed : .good
    }

    private func list(_ choice: PointChoice, _ tier: String, _ more: [Finding], _ context: Context)
        -> ExitStatus
    {
        let findings = choice.findings + more
        let json: JSON = [
            "tier": .string(tier), "points": .array(choice.points.map(PointView.json)),
            "findings": .array(findings.map(\.json)),
        ]
        context.present("ls", options, json: json, findings: findings) {
            var table = TextTable(
                ["POINT", "TAKEN", "STATE", "EPOCH", "VERDICT", "FILES", "SIZE"],
                right: [5, 6]
            )
            for point in choice.points {
                table.add([
                    point.id.short, point.manifest.created.short, point.manifest.state.rawValue,
                    point.manifest.progress ?? "-", point.manifest.training["verdict"]?.stringValue ?? "-",
                    String(point.manifest.files), ByteCount.text(point.manifest.bytes),
                ])
            }
            return table.text
        }
        return findings.hasError ? .failed : .good
    }

    private func list(
        _ tree: Tree,
        _ point: Point,
        _ tier: String,
        _ findings: [Finding],
        _ context: Context
    ) {
        let json = PointView.json(point).with("tier", .string(tier))
            .with("entries", .array(tree.entries.map(PointView.json)))
            .with("findings", .array(findings.map(\.json)))
        context.present("ls", options, json: json, findings: findings) {
            var table = TextTable(["MODE", "SIZE", "MODIFIED", "NAME"], right: [1])
            for entry in tree.entries { table.add(PointView.row(entry)) }
            return table.text
        }
    }
}
