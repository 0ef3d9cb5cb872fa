public import LifeboatCore
public import LifeboatVault

/// Points that are dated later than now: some clock is wrong, and every age that is told from them too. Pure.
public enum ClockSkew {
    /// Clocks of machines may differ by so many seconds before anybody is told: five minutes.
    public static let tolerance = 300.0

    /// Whether a time lies further ahead of `now` than clocks may differ.
    public static func isAhead(_ time: Timestamp, of now: Timestamp) -> Bool {
        time.seconds(since: now) > tolerance
    }

    /// What is wrong with the dates of the points in `place`: one finding for each host whose points are
    /// dated ahead, by its most advanced one, and one for each point that hides all that come after it.
    public static func findings(_ points: [Point], in place: String, now: Timestamp) -> [Finding] {
        points.filter { !$0.manifest.canBeFollowed(at: now) }.map { hides($0, place) }
            + ahead(points, place, now)
    }

    private static func ahead(_ points: [Point], _ place: String, _ now: Timestamp) -> [Finding] {
        let ahead = points.filter { isAhead($0.manifest.created, of: now) }
        return Dictionary(grouping: ahead, by: \.manifest.host).sorted { $0.key < $1.key }
            .compactMap { host, points in
                points.max { ($0.manifest.created, $0.id) < ($1.manifest.created, $1.id) }
                    .map { finding(of: $0, count: points.count, host, place, now) }
            }
    }

    private static func hides(_ point: Point, _ place: String) -> Finding {
        Finding(
            "vault.sequence-end",
            .error,
            path: place,
            "\(point.reference.key) has number \(point.manifest.sequence), after which there is none, and is "
                + "dated \(point.manifest.created): every other point of "
                + "\(Printable.text(point.manifest.experiment)) counts as older",
            hint: "It is damaged or forged: move that file out of the vault, and find out who wrote it."
        )
    }

    private static func finding(
        of point: Point,
        count: Int,
        _ host: String,
        _ place: String,
        _ now: Timestamp
    ) -> Finding {
        let created = point.manifest.created
        let host = Printable.text(host)
        return Finding(
            "clock.skew",
            .warning,
            path: place,
            "\(Counted.text(count, "point")) of \(host) dated later than now, up to "
                + "\(TimeSpan.text(created.seconds(since: now))): \(point.id.short) of "
                + "\(Printable.text(point.manifest.experiment)) says \(created)",
            hint: "Set the clock of \(host) right, or of this machine; ages are wrong until those times come."
        )
    }
}
