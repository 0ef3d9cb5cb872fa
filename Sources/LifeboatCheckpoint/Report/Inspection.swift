internal import LifeboatCore

/// One inspection under way: the report as far as it is known, and what was found.
struct Inspection {
    /// Bytes read to recognise a format: a tar header is the longest.
    private static let headBytes = 512

    let source: any ByteSource
    var report: CheckpointReport
    var log: FindingLog
    /// Whether the content was read to its end, so that the training state is known.
    var isRead = false
    /// Whether payloads are read and held against their checksums.
    var readsPayloads = true
    /// Whether the tensors are listed by name.
    var listsTensors = false
    /// Whether a digest proves the bytes, so that checksums need not be computed.
    let isProven: Bool

    init(source: any ByteSource, path: String, isProven: Bool = false) {
        self.source = source
        self.isProven = isProven
        report = CheckpointReport(path: path, size: source.count)
        log = FindingLog(path: path)
    }

    mutating func run() -> CheckpointReport {
        do {
            try inspect()
        } catch let damage as Damage {
            fail(damage)
        } catch {
            // A disk that fails says nothing about the file: what was proven until here is withdrawn.
            if report.integrity != .corrupt { report.integrity = .unverifiable }
            isRead = false
            let reason = (error as? LifeboatError)?.message ?? String(describing: error)
            log.add("checkpoint.unreadable", .error, "the file could not be read: \(reason)")
        }
        report.verdict = VerdictRule.verdict(
            integrity: report.integrity,
            training: report.training,
            isRead: isRead,
            tensors: report.tensors ?? 0
        )
        report.findings = log.findings
        return report
    }

    /// Notes damage: the file is corrupt, whatever else is found.
    mutating func fail(_ damage: Damage) {
        report.integrity = .corrupt
        log.add(damage)
    }

    /// Says that nothing in the file proves its content, unless it is already known to be corrupt.
    mutating func markUnverifiable(_ code: String, _ message: String) {
        if report.integrity != .corrupt { report.integrity = .unverifiable }
        log.add(code, .warning, message, hint: "keep a digest of it from the moment it was written")
    }

    private mutating func inspect() throws {
        guard source.count > 0 else {
            throw Damage(
                "checkpoint.empty",
                "the file is empty, as after a crash while it was being rewritten"
            )
        }
        let head = try source.bytes(at: 0, count: min(source.count, Self.headBytes))
        if try ZipArchive.isLikely(head: head, source: source) {
            try inspectArchive(head)
        } else if FormatSniffer.isLegacy(head) {
            try inspectLegacy()
        } else if FormatSniffer.isTar(head) {
            report.format = .torchLegacy
            markUnverifiable(
                "checkpoint.not-verified",
                "the tar form of PyTorch 0.1 is recognised, and not read"
            )
        } else if FormatSniffer.isSafetensors(head) {
            try inspectSafetensors()
        } else {
            try inspectUnknown(head)
        }
    }

    private mutating func inspectUnknown(_ head: [UInt8]) throws {
        if head.allSatisfy({ $0 == 0 }) {
            throw Damage("checkpoint.zeroed", "the file begins with zero bytes only, as after a power loss")
        }
        if readsPayloads, FormatSniffer.isPickle(head) {
            _ = try scanPickle(0..<source.count, name: "the file")
        }
        noteUnknownFormat()
    }

    mutating func noteUnknownFormat() {
        log.add(
            "checkpoint.format-unknown",
            .error,
            "this is no format that can be judged",
            hint: "supported: PyTorch files (zip, legacy, TorchScript) and safetensors"
        )
    }
}
