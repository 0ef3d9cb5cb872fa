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

    /// The error for a group of verbs, or the program itself, without a verb behind it; nil for a command
    /// that is no group, as help is.
    static func missing(behind group: any ParsableCommand.Type, in arguments: [String]) -> LifeboatError? {
        let names = group.configuration.subcommands.filter { $0.configuration.shouldDisplay }
            .map { name(of: $0) }
        guard !names.isEmpty else { return nil }
        let path = named(in: arguments).path
        return LifeboatError(
            .usage,
            "no verb is named",
            hint: "The verbs are \(names.joined(separator: ", ")); `\(path) --help` tells what each does."
        )
    }

    /// The error for a verb whose arguments ArgumentParser refuses: its message in the form of every other,
    /// with the line of its full text that tells the usage.
    static func wrong(_ arguments: [String], _ message: String, usage text: String) -> LifeboatError {
        let line = text.split(separator: "\n").first { $0.hasPrefix("Usage: ") }
        // Choices come as a list of lines.
        let lines = message.split(separator: "\n").map { $0.drop { $0 == " " } }
        let choices = lines.dropFirst().map { $0.hasPrefix("- ") ? $0.dropFirst(2) : $0 }
        let whole = [String(lines.first ?? ""), choices.joined(separator: ", ")].filter { !$0.isEmpty }
        var words = Substring(whole.joined(separator: " "))
        while words.hasSuffix(".") { words = words.dropLast() }
        // A word in capitals, as of an example, stays.
        let isSentence = words.first?.isUppercase == true && words.dropFirst().first?.isUppercase == false
        let start = isSentence ? words.prefix(1).lowercased() : String(words.prefix(1))
        return LifeboatError(
            .usage,
            start + words.dropFirst(),
            hint: (line.map { "\($0); " } ?? "") + "see `\(named(in: arguments).path) --help`."
        )
    }

    /// The verb, or the group of verbs, that `arguments` begin with, and the words up to it.
    private static func named(in arguments: [String]) -> (command: any ParsableCommand.Type, path: String) {
        var command: any ParsableCommand.Type = LifeboatCommand.self
        var path = "lifeboat"
        for word in arguments {
            guard let next = command.configuration.subcommands.first(where: { name(of: $0) == word }) else {
                break
            }
            command = next
            path += " \(word)"
        }
        return (command, path)
    }

    /// ArgumentParser names a command after its type where nothing else is said.
    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? String(describing: command).lowercased()
    }
}
