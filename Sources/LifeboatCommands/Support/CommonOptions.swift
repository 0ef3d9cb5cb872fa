internal import ArgumentParser

/// What every verb that works by a policy understands.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: .init("The policy file. Default: $LIFEBOAT_POLICY, then ./lifeboat.yaml.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var policy: String?

    @OptionGroup var output: OutputOptions

    var json: Bool { output.json }
    var quiet: Bool { output.quiet }
}
