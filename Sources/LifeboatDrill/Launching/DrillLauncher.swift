public import LifeboatCore
internal import LifeboatFiles
internal import LifeboatRecovery

/// Runs drills: each in a worker of its own, with scratch space that is gone afterwards.
public struct DrillLauncher: Sendable {
    /// The longest answer of a worker that is read.
    private static let answerLimit = 256 << 20
    private let scratchRoot: String
    private let executable: String
    private let arguments: [String]
    private let environment: [String: String]
    private let clock: any WallClock
    private let progress: any Progress
    private let cancellation: Cancellation

    /// A launcher; restored trees go below `scratchRoot`, which has to be there. The worker is the program at
    /// `executable`, called with `arguments`. `environment` is what the worker of a tier that is no directory
    /// gets: its credentials and proxies may be named there.
    public init(
        scratchRoot: String,
        executable: String,
        arguments: [String] = ["drill-worker"],
        environment: [String: String] = [:],
        clock: any WallClock,
        progress: any Progress,
        cancellation: Cancellation
    ) {
        self.scratchRoot = scratchRoot
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.clock = clock
        self.progress = progress
        self.cancellation = cancellation
    }

    /// Drills one tier. Whatever goes wrong in the tier, in the scratch space or in the worker is a failed
    /// drill with a finding.
    ///
    /// Throws `unsupported` and `usage` for a request that cannot be carried out at all, and `interrupted`.
    public func run(_ request: DrillRequest) throws -> TierDrill {
        try request.check()
        try cancellation.check()
        guard request.vault != nil || request.policy != nil else { return request.failed(unbuilt(request)) }
        let scratch: ScratchSpace
        let found: [Finding]
        do { (scratch, found) = try ScratchSpace.make(below: scratchRoot, now: clock.now()) } catch {
            return request.failed(Finding("drill.scratch-unavailable", failure: error, path: scratchRoot))
        }
        let outcome = Result { try work(request, scratch.path) }
        let left = remove(scratch)
        var drill = try outcome.get()
        drill.findings = found + drill.findings + left
        return drill
    }

    private func work(_ request: DrillRequest, _ scratch: String) throws -> TierDrill {
        var complaints: [String] = []
        let outcome: ChildOutcome
        do {
            outcome = try ChildProcess(
                executable: executable,
                arguments: arguments,
                environment: request.vault == nil
                    ? ChildProcess.smallEnvironment.merging(environment) { $1 }
                    : ChildProcess.smallEnvironment
            ).run(
                input: request.json(scratch: scratch).canonical,
                outputLimit: Self.answerLimit,
                cancellation: cancellation
            ) { line in
                if !LineProgress.forward(line, to: progress) { complaints = complaints.suffix(9) + [line] }
            }
        } catch let error as LifeboatError where error.code != .interrupted {
            return request.failed(Finding("drill.worker-died", failure: error, path: request.tier))
        }
        return answer(outcome, request, complaints)
    }

    private func answer(_ outcome: ChildOutcome, _ request: DrillRequest, _ complaints: [String]) -> TierDrill
    {
        guard outcome.ending == .exited(0), !outcome.isTruncated else {
            let reason = outcome.isTruncated ? "answered without an end" : outcome.ending.description
            return request.failed(died(reason, request, complaints))
        }
        do {
            let json = try JSON.parse(outcome.output)
            if let reason = json["error"]?.stringValue {
                return request.failed(died(reason, request, complaints))
            }
            let drill = try TierDrill(json: json["drill"] ?? .null)
            guard drill.tier == request.tier, drill.depth == request.depth, drill.seed == request.seed,
                drill.sample == request.sample, drill.rtoSeconds == request.rtoSeconds
            else { return request.failed(died("answered another request", request, complaints)) }
            return drill
        } catch {
            return request.failed(died("gave an answer that makes no sense (\(error))", request, complaints))
        }
    }

    private func died(_ reason: String, _ request: DrillRequest, _ complaints: [String]) -> Finding {
        let last = complaints.isEmpty ? "" : "; its last words: " + complaints.joined(separator: " / ")
        return Finding(
            "drill.worker-died",
            .error,
            path: request.tier,
            Printable.text("the worker of the drill \(reason)\(last)"),
            hint: "Nothing is proven. See whether memory ran out (kernel log), then drill again."
        )
    }

    private func remove(_ scratch: ScratchSpace) -> [Finding] {
        do {
            try scratch.remove()
            return []
        } catch {
            return [Finding("drill.scratch-left", failure: error, path: scratch.path)]
        }
    }

    private func unbuilt(_ request: DrillRequest) -> Finding {
        Finding(
            "drill.tier-unreachable",
            .error,
            path: request.tier,
            "is of a kind that is not built yet, so nothing of it is proven"
        )
    }
}

extension DrillRequest {
    /// A drill that could not even begin.
    fileprivate func failed(_ finding: Finding) -> TierDrill {
        var drill = empty
        drill.findings = [finding]
        return drill
    }
}
