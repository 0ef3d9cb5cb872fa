internal import ArgumentParser

/// What every verb understands.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: .init("The policy file. Default: $LIFEBOAT_POLICY, then ./lifeboat.yaml.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var policy: String?

    @Flag(name: .long, help: "Print one JSON document instead of text.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing but results, warnings and errors.")
    var quiet = false
}
