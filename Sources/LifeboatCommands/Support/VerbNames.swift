internal import ArgumentParser
internal import LifeboatCore

/// The words that verbs go by.
enum VerbNames {
    /// The error for the first of `arguments` that should be a verb and is none, with the nearest one.
    static func unknown(in arguments: [String]) -> LifeboatError? {
        var command: any ParsableCommand.Type = LifeboatCommand.self
        var path = "lifeboat"
        for word in arguments {
            let below = command.configuration.subcommands
            guard !below.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
            if let next = below.first(where: { name(of: $0) == word }) {
                command = next
                path += " \(word)"
                continue
            }
            let names = below.filter { $0.configuration.shouldDisplay }.map { name(of: $0) }
            return LifeboatError(
                .usage,
                "there is no verb \"\(Printable.text(word))\"",
                hint: Nearest.match(word, in: names).map { "Did you mean `\(path) \($0)`?" }
                    ?? "See `\(path) --help`."
            )
        }
        return nil
    }

    /// ArgumentParser names a command after its type where nothing else is said.
    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? String(describing: command).lowercased()
    }
}
