internal import LifeboatCore
internal import LifeboatTestSupport
internal import Synchronization
internal import Testing

/// A wish to stop at every place that asks for one: exit 130, nothing lost, and the next run completes.
@Suite("Cancellation")
struct CancellationTests {
    /// Stops at the moment it has been asked `count` times.
    private final class Countdown: Sendable {
        private let left: Atomic<Int>
        init(_ count: Int) { left = Atomic(count) }
        var isOver: Bool { left.wrappingSubtract(1, ordering: .relaxed).newValue < 0 }
    }

    @Test(
        "stops at every moment it looks, and completes later",
        arguments: [
            ["protect"], ["restore", "train/exp1", "--to", "back"], ["vault", "check", "--read-data"],
            ["prune"],
        ]
    )
    func everywhere(_ words: [String]) throws {
        var stops = 0
        for moment in 0..<200 {
            let isStopped = try stop(words, after: moment)
            stops += isStopped ? 1 : 0
            if !isStopped { break }
        }
        #expect(stops > 0 && stops < 200, "\(words) was stopped \(stops) times")
    }

    /// Runs with a stop after `moment` looks; whether it was stopped.
    private func stop(_ words: [String], after moment: Int) throws -> Bool {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, rest: "retention: { keepLast: 1, keepBest: false }\n")
            try site.addSmallRun("exp1")
            try site.addSmallRun("exp2")
            if words[0] != "protect" { #expect(CommandRun(["protect"], at: site).status == 0) }
            if words[0] == "prune" {
                try site.write("lr: 1\n", to: "runs/exp1/args.yaml")
                try site.write("lr: 1\n", to: "runs/exp2/args.yaml")
                #expect(CommandRun(["protect"], at: site).status == 0)
            }
            let countdown = Countdown(moment)
            let run = CommandRun(words, at: site, cancellation: Cancellation(external: { countdown.isOver }))
            let isStopped = run.status == 130
            if isStopped {
                #expect(run.bytes == [] && run.notes.contains("Nothing is lost"), "\(run.notes)")
            } else {
                #expect(run.status == 0, "\(run.notes)")
            }
            try Ledgered.expectAccount(of: ["exp1", "exp2"], at: site)
            #expect(CommandRun(words, at: site).status == 0)
            #expect(CommandRun(["protect"], at: site).status == 0)
            #expect(CommandRun(["vault", "check", "--read-data"], at: site).status == 0)
            #expect(CommandRun(["evidence", "verify"], at: site).status == 0)
            return isStopped
        }
    }
}
