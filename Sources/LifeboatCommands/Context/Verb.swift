internal import ArgumentParser

/// A verb of the command line: parsed by ArgumentParser, run with an explicit context.
protocol Verb: ParsableCommand {
    /// Does the work. Results go to the console; what is returned becomes the exit status.
    func run(_ context: Context) throws -> ExitStatus
}

extension Verb {
    /// Never used: `Program` runs every verb with its context.
    func run() throws { throw CleanExit.helpRequest(self) }
}
