internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatRecovery
internal import LifeboatVault

/// `get`: one file of a point.
struct GetVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Take one file out of a point.",
        discussion: """
            Reads only what it needs and holds every byte against its digest. Writes to standard output \
            unless --out names a file, which must not exist; --json needs --out.

            EXAMPLES
              lifeboat get my_yolo_train/exp1 results.csv
              lifeboat get my_yolo_train/exp1 weights/last.pt --out last.pt --tier replica
            """
    )

    @Argument(help: "An experiment: NAME, NAME@HOST or a run id.")
    var experiment: String

    @Argument(help: "The file's path in the experiment.")
    var file: String

    @Option(
        name: .shortAndLong,
        help: .init("Where to write it. Default: standard output.", valueName: "file"),
        completion: .file()
    )
    var out: String?

    @Option(
        name: .long,
        help: .init(
            "The point: the start of its id, `newest` or `best`. Default: the newest good one.",
            valueName: "id"
        )
    )
    var point: String?

    @Option(
        name: .long,
        help: .init("The newest point at this time (ISO 8601, UTC).", valueName: "time"),
        transform: TimeArgument.parse
    )
    var at: Timestamp?

    @Flag(name: .long, help: "Replace the file that --out names.")
    var force = false

    @OptionGroup var access: VaultOptions<FirstTier>
    @OptionGroup var options: CommonOptions

    func validate() throws {
        if options.json, out == nil {
            throw ValidationError("--json needs --out: without it standard output is the file.")
        }
    }

    func run(_ context: Context) throws -> ExitStatus {
        let (vaults, _) = try access.open(context, options)
        guard let opened = vaults.first else { return .failed }
        let vault = opened.vault
        let (chosen, findings) = try opened.choice(of: ExperimentName(experiment)).point(id: point, at: at)
        let tree = try vault.tree(of: chosen.manifest)
        guard let entry = tree.entry(FileName(file)), entry.isFile else {
            let isDirectory = tree.entries.contains { $0.name.description.hasPrefix(file + "/") }
            guard !isDirectory else {
                throw LifeboatError(
                    .notFound,
                    "is a directory in the point \(chosen.id.short), and one file is taken at a time",
                    path: file,
                    hint:
                        "List its files with `lifeboat ls \(experiment) \(chosen.id.short)`, or take all with"
                        + " `lifeboat restore`."
                )
            }
            let names = tree.entries.filter(\.isFile).compactMap(\.name.text)
            throw LifeboatError(
                .notFound,
                "the point \(chosen.id.short) has no file of that name",
                path: file,
                hint: Nearest.match(file, in: names).map { "Did you mean \($0)?" }
                    ?? "List them with `lifeboat ls \(experiment) \(chosen.id.short)`."
            )
        }
        guard let out else {
            for piece in entry.pieces {
                try context.cancellation.check()
                try context.console.bytes(vault.bytes(piece, of: tree))
            }
            return .good
        }
        let path = context.absolute(out)
        try write(entry, tree, vault, to: path, context)
        let json: JSON = [
            "ok": true, "experiment": .string(chosen.manifest.experiment),
            "point": .string(chosen.id.description),
            "file": .string(file), "out": .string(path), "bytes": .number(entry.size),
            "findings": .array(findings.map(\.json)),
        ]
        context.present("get", options, json: json, findings: findings) {
            let what = "\(ByteCount.text(entry.size)) of point \(chosen.id.short), every byte verified"
            return "\(Printable.text(path)): \(what)"
        }
        return .good
    }

    /// In one step, so that a killed `get` leaves no part under the real name.
    private func write(_ entry: Entry, _ tree: Tree, _ vault: Vault, to path: String, _ context: Context)
        throws
    {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let parent = slash == path.startIndex ? "/" : String(path[..<slash])
        try RestorePlanner.refuseVault(around: parent)
        let (directory, name) = try context.place(path)
        let taken = LifeboatError(
            .conflict,
            "is there already",
            path: path,
            hint: "Name another file, or add --force."
        )
        if !force, try directory.facts(name) != nil { throw taken }
        let isWritten = try directory.write(to: name, replacing: force) { file in
            var offset = 0
            for piece in entry.pieces {
                try context.cancellation.check()
                try vault.bytes(piece, of: tree).withUnsafeBytes { try file.write($0, at: offset) }
                offset += piece.length
            }
        }
        // Somebody else made it meanwhile.
        if !isWritten { throw taken }
    }
}
