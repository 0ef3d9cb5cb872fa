internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatPolicy

/// `policy iam`: the least rights that the work on a bucket needs.
struct PolicyIAMVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "iam",
        abstract: "Print the least IAM policies for the buckets of a policy, by role.",
        discussion: """
            The roles are writer (protect; deletes nothing), drill and restore (read only) and prune \
            (prune and vault gc). With one role and one tier it is the bare document that AWS takes; \
            otherwise a list with tier, role and document. Nothing is asked of any store.

            EXAMPLES
              lifeboat policy iam
              lifeboat policy iam --tier s3 --role writer > writer.json
            """
    )

    @Option(name: .long, help: "Only this tier.")
    var tier: String?

    @Option(name: .long, help: "Only this role.")
    var role: AccessRole?

    @OptionGroup var options: CommonOptions

    func run(_ context: Context) throws -> ExitStatus {
        let policy = try context.policy(options)
        let tiers = try tier.map { [try VaultAccess.tier($0, policy)] } ?? policy.tiers
        var documents: [JSON] = []
        for tier in tiers {
            guard case .s3(let settings) = tier.storage else { continue }
            for role in role.map({ [$0] }) ?? AccessRole.allCases {
                let rights = try AccessRights(settings, role: role)
                documents.append([
                    "tier": .string(tier.name), "role": .string(role.rawValue), "policy": rights.document,
                ])
            }
        }
        guard !documents.isEmpty else {
            throw LifeboatError(
                .notFound,
                "no tier there is a bucket, so no IAM policy is needed",
                path: tier ?? context.policyPath(options),
                hint: "Name a tier of kind s3."
            )
        }
        context.present("policy-iam", options, json: ["policies": .array(documents)]) {
            let text = documents.count == 1 ? documents[0]["policy"] : .array(documents)
            return String((text ?? .null).pretty.dropLast())
        }
        return .good
    }
}
