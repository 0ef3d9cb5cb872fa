internal import LifeboatCore

/// Reads policies. Pure: what the environment holds is passed in, and no file is looked at.
public enum PolicyReader {
    /// Reads the bytes of a policy file.
    ///
    /// - `file`: its name, for problems.
    /// - `environment`: the variables that paths may use.
    /// - `home`: the directory that `~` stands for; empty when there is none.
    /// - `baseDirectory`: the absolute directory that relative paths start from, where the file is.
    /// - `capabilities`: what is carried out; the rest is refused.
    public static func read(
        bytes: [UInt8],
        file: String,
        environment: [String: String],
        home: String,
        baseDirectory: String,
        capabilities: Capabilities = .current
    ) -> PolicyReading {
        let paths = PathExpander(environment: environment, home: home, base: baseDirectory)
        var log = ProblemLog(file: file)
        let draft = draft(bytes, paths, capabilities, &log)
        let problems = log.sorted
        let isValid = !problems.contains { $0.severity == .error }
        return PolicyReading(
            policy: isValid ? draft?.policy : nil,
            problems: problems,
            file: file,
            places: draft?.places ?? [:]
        )
    }

    private static func draft(
        _ bytes: [UInt8],
        _ paths: PathExpander,
        _ capabilities: Capabilities,
        _ log: inout ProblemLog
    ) -> PolicyDraft? {
        guard let text = PolicyText.decode(bytes, &log) else { return nil }
        var scanner = TokenScanner(text, log)
        scanner.scan()
        log = scanner.log
        guard scanner.isReadable else { return nil }
        var composer = YAMLComposer(scanner.text, log)
        let node = composer.compose()
        log = composer.log
        guard let node else { return nil }
        var converter = YAMLConverter(composer, refused: scanner.refused)
        let root = converter.value(node)
        var decoder = PolicyDecoder(log: converter.log, paths: paths)
        let decoded = decoder.draft(root)
        log = decoder.log
        guard var draft = decoded else { return nil }
        draft.places = converter.places
        var checks = PolicyChecks(draft, places: converter.places, capabilities: capabilities, log: log)
        checks.run()
        log = checks.log
        return draft
    }
}
