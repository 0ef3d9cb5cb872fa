public import LifeboatCore
internal import LifeboatFiles
public import LifeboatVault

extension Exposure {
    /// The exposure of an experiment that can be read now. Pure.
    ///
    /// `held` is the tree of the tier's newest complete point, nil where there is none. `confirmed` is the
    /// last time at which that point was known to hold the whole experiment: every change that it lacks came
    /// later. What was deleted at the source does not count; neither do directories, and pipes and sockets,
    /// which have no content.
    public init(of entries: [ExposureEntry], held: Tree?, confirmed: Timestamp?, now: Timestamp) {
        var unheld = 0
        var oldest: (name: FileName, first: Int64)?
        var last = Int64.max
        for entry in entries where entry.kind == .file || entry.kind == .link {
            let before = held?.entry(entry.name)
            if let before, Self.isHeld(entry, before) { continue }
            unheld += 1
            let first = Self.earliestChange(entry, before, confirmed)
            last = min(last, entry.changed)
            if oldest.map({ first < $0.first }) ?? true { oldest = (entry.name, first) }
        }
        guard let oldest else {
            self.init(seconds: 0, atLeast: 0, basis: .source)
            return
        }
        // A clock is wrong: since when the change is not held, nobody knows.
        guard !ClockSkew.isAhead(Timestamp(nanoseconds: oldest.first), of: now) else {
            self.init(seconds: nil, atLeast: nil, basis: .source, unheld: unheld, oldest: oldest.name)
            return
        }
        self.init(
            seconds: Self.age(oldest.first, now),
            atLeast: Self.age(last, now),
            basis: .source,
            unheld: unheld,
            oldest: oldest.name
        )
    }

    /// The exposure of an experiment whose source cannot be read now: everything since the tier was last
    /// known to hold it may be lost. Pure.
    public init(lostWithConfirmed confirmed: Timestamp?, point created: Timestamp?, now: Timestamp) {
        let time = confirmed ?? created
        let seconds = time.map { max(0, now.seconds(since: $0)) }
        let basis: Basis = confirmed != nil ? .lastConfirmed : created != nil ? .newestPoint : .neverHeld
        self.init(seconds: seconds, atLeast: seconds, basis: basis)
    }

    /// By what the file system says, as a protect would carry it over unread.
    private static func isHeld(_ entry: ExposureEntry, _ held: Entry) -> Bool {
        guard held.modified == entry.modified, held.changed == entry.changed else { return false }
        switch held.content {
        case .file(let size, _, _): return entry.kind == .file && size == entry.size
        case .link: return entry.kind == .link
        case .directory, .excluded: return false
        }
    }

    /// The earliest time at which the entry may first have changed since it was held.
    ///
    /// A new file changed first when it was made; one that was rewritten, at any time since it was last seen.
    /// It cannot have been later than the change that the file system shows.
    private static func earliestChange(_ entry: ExposureEntry, _ held: Entry?, _ confirmed: Timestamp?)
        -> Int64
    {
        let known = [held?.changed, held == nil ? entry.birth : nil, confirmed.map(nanoseconds)]
        return min(entry.changed, known.compactMap { $0 }.max() ?? entry.changed)
    }

    private static func nanoseconds(_ time: Timestamp) -> Int64 {
        let (product, overflow) = time.milliseconds.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? (time.milliseconds < 0 ? .min : .max) : product
    }

    private static func age(_ nanoseconds: Int64, _ now: Timestamp) -> Double {
        max(0, now.seconds(since: Timestamp(nanoseconds: nanoseconds)))
    }
}
