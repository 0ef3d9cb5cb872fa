internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatDrill
internal import LifeboatFiles

/// `drill-worker`: the part of a drill that runs in a process and a mount namespace of its own. Not for
/// people.
struct DrillWorkerVerb: Verb {
    static let configuration = CommandConfiguration(commandName: "drill-worker", shouldDisplay: false)

    func run(_ context: Context) throws -> ExitStatus {
        let request = try StandardInput.read(limit: 64 << 20)
        try context.console.bytes(DrillWorker.run(request: request, stores: context.stores))
        return .good
    }
}
