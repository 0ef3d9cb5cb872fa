internal import ArgumentParser

/// The root of the command line.
struct LifeboatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lifeboat",
        abstract: "Keeps training runs recoverable, and proves it.",
        discussion: """
            Moves the checkpoints and files of training runs down the tiers that a policy names, restores \
            samples of every tier on a schedule to prove it, and carries a recovery out with one command.

            EXAMPLES
              lifeboat init                  write a starter policy for this node
              lifeboat protect               bring every tier up to date
              lifeboat drill --tier disk     prove one tier by restoring from it
              lifeboat restore my_yolo_train/exp1 --to /mnt/ssd/exp1

            EXIT CODES
              0    done, and good
              1    could not do the job
              2    done, and the verdict is bad
              64   the command line is wrong
              75   busy, try again
              78   the policy is invalid
              130  interrupted
            """,
        version: LifeboatVersion.text,
        subcommands: [DrillWorkerVerb.self],
        groupedSubcommands: [
            CommandGroup(name: "Policy", subcommands: [InitVerb.self, PolicyVerbs.self]),
            CommandGroup(
                name: "Protection",
                subcommands: [ProtectVerb.self, StatusVerb.self, PruneVerb.self]
            ),
            CommandGroup(
                name: "Looking",
                subcommands: [InspectVerb.self, ListVerb.self, GetVerb.self, DiffVerb.self]
            ),
            CommandGroup(name: "Recovery", subcommands: [DrillVerb.self, PlanVerb.self, RestoreVerb.self]),
            CommandGroup(
                name: "Proof",
                subcommands: [ReportVerb.self, EvidenceVerbs.self, VaultVerbs.self]
            ),
        ]
    )
}
