internal import ArgumentParser
internal import LifeboatCore

/// The whole command line: parses, runs, and turns errors into text and exit codes. The only place that does.
public enum Program {
    /// Runs with the arguments and streams of this process; the result is its exit code.
    public static func main() -> Int32 { run(Context.arguments(), Context.process()) }

    /// Runs with any arguments and any context; the result is the exit code.
    public static func run(_ arguments: [String], _ context: Context) -> Int32 {
        // ArgumentParser reads no further than a leading --help, whatever verb comes behind it.
        if arguments.first == "--help", arguments.count > 1 {
            return run(arguments.dropFirst() + ["--help"], context)
        }
        do {
            var command = try LifeboatCommand.parseAsRoot(arguments)
            guard let verb = command as? any Verb else {
                // A group of verbs without one of them, or help: ArgumentParser answers it.
                try command.run()
                return 0
            }
            return try verb.run(context).rawValue
        } catch let error as LifeboatError {
            return report(error, arguments, context)
        } catch {
            return answer(error, arguments, context)
        }
    }

    /// What ArgumentParser has to say: help and completions are results, everything else is a usage error.
    private static func answer(_ error: any Error, _ arguments: [String], _ context: Context) -> Int32 {
        let code = LifeboatCommand.exitCode(for: error).rawValue
        if code == ErrorCode.usage.exitStatus, let unknown = VerbNames.unknown(in: arguments) {
            return report(unknown, arguments, context)
        }
        let columns = context.console.columns > 0 ? max(40, context.console.columns) : 80
        let text = LifeboatCommand.fullMessage(for: error, columns: columns)
        if !text.isEmpty { code == 0 ? context.console.out(text + "\n") : context.console.note(text + "\n") }
        if code == ErrorCode.usage.exitStatus {
            let hint = "See `lifeboat \(arguments.first ?? "") --help`."
            let usage = LifeboatError(.usage, LifeboatCommand.message(for: error), hint: hint)
            document(usage, arguments, context)
        }
        return code
    }

    private static func report(_ error: LifeboatError, _ arguments: [String], _ context: Context) -> Int32 {
        context.console.note("lifeboat: \(error)\n")
        document(error, arguments, context)
        return error.code.exitStatus
    }

    /// With `--json` a failure is a document too, so that a program never has to read prose.
    private static func document(_ error: LifeboatError, _ arguments: [String], _ context: Context) {
        guard arguments.contains("--json") else { return }
        let json: JSON = [
            "schema": "lifeboat.error/1", "ok": false,
            "error": [
                "code": .string(error.code.rawValue), "message": .string(error.message),
                "path": .string(Printable.text(error.path ?? "")), "hint": .string(error.hint ?? ""),
            ],
        ]
        context.console.out(json.pretty)
    }
}
