internal import LifeboatCore

extension Inspection {
    /// Reads one pickle without executing it, and takes its imports into the judgement on safety.
    ///
    /// Returns its graph when it was read to its end, and where it ended. Throws only what reading throws.
    mutating func scanPickle(
        _ range: Range<Int>,
        name: String,
        ignoring: [String] = []
    ) throws -> (graph: PickleGraph, end: Int)? {
        var machine = PickleMachine(source: source, range: range)
        var failure: Damage?
        do {
            try machine.run()
        } catch let damage as Damage {
            failure = damage
        }
        note(PickleScan(machine.graph, record: name, ignoring: ignoring))
        guard let failure else { return (machine.graph, machine.input.position) }
        raiseSafety(machine.isHiding ? .dangerous : .review)
        log.add(failure.code, .error, "\(name): \(failure.message)")
        return nil
    }

    /// Looks into a tensor's payload that happens to begin like a pickle. Most such payloads are numbers, so
    /// that only an import known to be dangerous counts, or a pickle that is whole.
    mutating func scanDisguised(_ range: Range<Int>, name: String) throws {
        var machine = PickleMachine(source: source, range: range)
        var isWhole = true
        do {
            try machine.run()
        } catch is Damage {
            isWhole = false
        }
        let scan = PickleScan(machine.graph, record: name)
        if isWhole || !scan.damages.isEmpty { note(scan) }
    }

    private mutating func note(_ scan: PickleScan) {
        raiseSafety(scan.safety)
        for damage in scan.damages { log.add(damage) }
        for remark in scan.remarks { log.add(remark.code, .warning, remark.message, hint: remark.hint) }
    }

    mutating func raiseSafety(_ level: CheckpointSafety) { report.safety = max(report.safety, level) }
}
