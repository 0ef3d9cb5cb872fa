internal import LifeboatCore
internal import LifeboatFiles

/// What is to be said of entries that are held in name only: links, pipes, sockets and devices.
struct EntryNotes {
    /// So many of one kind are told one by one; of the rest their number.
    private static let limit = 20

    private let place: [UInt8]
    private let root: [UInt8]?
    private var told: [Finding] = []
    private var counts: [String: Int] = [:]

    init(_ experiment: Experiment) {
        place = experiment.place
        root = CanonicalPath.of(experiment.place)
    }

    /// The findings, in the order of the entries.
    var findings: [Finding] {
        told
            + counts.filter { $0.value > Self.limit }.sorted { $0.key < $1.key }.map { code, count in
                let severity = told.first { $0.code == code }?.severity ?? .info
                return Finding(
                    code,
                    severity,
                    "\(count - Self.limit) more are not told one by one"
                )
            }
    }

    private mutating func add(_ finding: Finding) {
        counts[finding.code, default: 0] += 1
        if counts[finding.code, default: 0] <= Self.limit { told.append(finding) }
    }

    /// Something that is no file, directory or link.
    mutating func special(_ entry: TreeEntry) {
        add(
            Finding(
                "capture.excluded-special",
                .info,
                path: entry.name.description,
                "is a \(entry.facts.kind.rawValue), which has no content to hold; no restore makes it again"
            )
        )
    }

    /// A time of change that 64 bits of nanoseconds do not hold.
    mutating func time(_ entry: TreeEntry) {
        guard entry.facts.modified == .max || entry.facts.modified == .min + 1 else { return }
        add(
            Finding(
                "capture.time-beyond",
                .warning,
                path: entry.name.description,
                "its time lies after 2262 or before 1677; a restore sets the nearest that can be held",
                hint: "Set it right with `touch`."
            )
        )
    }

    /// A link whose content nobody holds through it, or that a restore elsewhere breaks. One that leads
    /// nowhere has nothing to lose.
    mutating func link(_ name: FileName, _ target: [UInt8]) {
        guard let root, let end = CanonicalPath.of(place + [0x2F] + name.bytes) else { return }
        if !CanonicalPath.isAt(end, orBelow: root) {
            add(
                Finding(
                    "capture.link-outside",
                    .warning,
                    path: name.description,
                    "leads outside, to \(FileName(bytes: target)); what is there is not protected",
                    hint: "Make that place a source of its own, or put a copy into the run."
                )
            )
        } else if target.first == 0x2F {
            add(
                Finding(
                    "capture.link-absolute",
                    .warning,
                    path: name.description,
                    "leads to \(FileName(bytes: target)), an absolute path: restored elsewhere it is broken",
                    hint: "Make it relative: `ln -sr TARGET LINK`."
                )
            )
        }
    }
}
