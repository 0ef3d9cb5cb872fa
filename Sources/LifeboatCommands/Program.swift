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
                if let missing = VerbNames.missing(behind: type(of: command), in: arguments) {
                    return report(missing, arguments, context)
                }
                // Help: ArgumentParser answers it.
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

    /// What ArgumentParser has to say: help and completions are results, everything else is an error like any
    /// other.
    private static func answer(_ error: any Error, _ arguments: [String], _ context: Context) -> Int32 {
        let code = LifeboatCommand.exitCode(for: error).rawValue
        let columns = context.console.columns > 0 ? max(40, context.console.columns) : 80
        let text = LifeboatCommand.fullMessage(for: error, columns: columns)
        guard code != 0 else {
            if !text.isEmpty { context.console.out(text + "\n") }
            return code
        }
        let message = LifeboatCommand.message(for: error)
        // A verb that ends with a code alone has said all.
        guard !message.isEmpty else { return code }
        guard code == ErrorCode.usage.exitStatus else {
            return report(LifeboatError(.failed, message), arguments, context)
        }
        let usage = VerbNames.unknown(in: arguments) ?? VerbNames.wrong(arguments, message, usage: text)
        return report(usage, arguments, context)
    }

    private static func report(_ error: LifeboatError, _ arguments: [String], _ context: Context) -> Int32 {
        context.console.note("error: \(error)\n")
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
