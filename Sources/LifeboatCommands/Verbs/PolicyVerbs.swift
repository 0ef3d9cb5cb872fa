internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

/// `policy`: looks a policy over.
struct PolicyVerbs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Check a policy, show it with its defaults, or print the rights that it needs.",
        discussion: """
            EXAMPLES
              lifeboat policy check
              lifeboat policy show --policy /etc/lifeboat.yaml
              lifeboat policy iam --role writer
            """,
        subcommands: [Check.self, Show.self, PolicyIAMVerb.self]
    )

    /// `policy check`: every problem at once.
    struct Check: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Tell every problem of a policy, with line, column and remedy.",
            discussion: """
                Directories that are not there now are warnings: a disk may be mounted later.

                EXAMPLES
                  lifeboat policy check
                  lifeboat policy check --policy /etc/lifeboat.yaml
                """
        )

        @OptionGroup var options: CommonOptions

        func run(_ context: Context) throws -> ExitStatus {
            var reading = try context.readPolicy(options).addingPlaceDoubts()
            for clash in reading.policy.map(TierOverlap.all) ?? [] { reading = clash.added(to: reading) }
            let json: JSON = [
                "ok": .bool(reading.policy != nil), "path": .string(context.policyPath(options)),
                "problems": .array(reading.problems.map(\.json)),
            ]
            context.present("policy-check", options, json: json) {
                let lines = reading.problems.map { "\($0)" }
                let errors = Counted.text(reading.errors.count, "error")
                let counts = "\(errors), \(Counted.text(reading.warnings.count, "warning"))"
                let sum = "\(Printable.text(context.policyPath(options))): \(counts)"
                return (lines + [sum]).joined(separator: "\n")
            }
            if reading.policy == nil {
                throw ExitCode(ErrorCode.policyInvalid.exitStatus)
            }
            return .good
        }
    }

    /// `policy show`: the policy with its defaults filled in.
    struct Show: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Print the policy with its defaults filled in.",
            discussion: """
                EXAMPLES
                  lifeboat policy show
                  lifeboat policy show --json | jq .tiers
                """
        )

        @OptionGroup var options: CommonOptions

        func run(_ context: Context) throws -> ExitStatus {
            let policy = try context.policy(options)
            context.present("policy-show", options, json: policy.json) { policy.rendered }
            return .good
        }
    }
}
