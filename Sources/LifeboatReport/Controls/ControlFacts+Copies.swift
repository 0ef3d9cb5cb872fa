internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

extension ControlFacts {
    /// The tiers that hold, whole, the newest complete point of every experiment, and why the others do not
    /// count.
    private var copies: (tiers: [String], others: [String]) {
        var tiers: [String] = []
        var others: [String] = []
        for state in input.policy.tiers.map({ input.state(of: $0) }) {
            if let reason = lack(of: state) {
                others.append("\(state.name) \(reason)")
            } else {
                tiers.append(state.name)
            }
        }
        return (tiers, others)
    }

    private func lack(of state: TierState) -> String? {
        guard state.isReachable else { return "cannot be reached" }
        if let clash = state.clash { return clash }
        guard !counted.isEmpty else { return "has no experiment to hold" }
        for row in counted {
            let newest = row.run.flatMap { run in
                input.tiers.compactMap { $0.newestWhole(of: run) }.min(by: Point.isNewer)
            }
            guard let newest else { return "holds no complete point of \(row.experiment)" }
            guard let own = state.points.first(where: { $0.id == newest.id }), state.isWhole(own) else {
                return "lacks the newest complete point of \(row.experiment)"
            }
        }
        return nil
    }

    private var sourceCounts: Bool {
        !input.sources.isEmpty && input.sources.allSatisfy { $0.failure == nil && !$0.experiments.isEmpty }
    }

    /// What the copies lie on: that of the sources and of the tiers that hold everything.
    private var copyMedia: [FoundMedium] {
        let tiers = copies.tiers
        return input.media.filter { medium in
            switch medium.holder {
            case .source: sourceCounts
            case .tier(let name): tiers.contains(name)
            }
        }
    }

    /// The 3 of 3-2-1-1-0.
    var threeCopies: Control {
        let (tiers, others) = copies
        let names = (sourceCounts ? ["the source"] : []) + tiers
        let missing = (sourceCounts ? [] : ["the source cannot be read or is empty"]) + others
        let found =
            names.isEmpty ? "No copy is whole" : "\(Counted.text(names.count, "copy")): \(Words.list(names))"
        return Control(
            "copies.3",
            "Three copies of everything exist",
            names.count >= 3 ? .pass : .fail,
            reason: found + (missing.isEmpty ? "." : "; \(Words.list(missing))."),
            remedy: "Run `lifeboat protect`; if all tiers are up to date, add a tier to the policy.",
            evidence: tiers.flatMap(newestProtect).unique,
            clauses: Clauses.copies
        )
    }

    /// The 2 of 3-2-1-1-0.
    var twoMedia: Control {
        let media = copyMedia.filter { !$0.isVolatile }
        let devices = Set(media.compactMap(\.device))
        let unknown = media.filter { $0.device == nil }
        let reason: String
        if devices.count >= 2 {
            let names = media.filter { $0.device != nil }.map(\.deviceName).unique
            reason = "The copies lie on \(devices.count) devices: \(Words.list(names))."
        } else if let one = media.first(where: { $0.device != nil }) {
            reason =
                "\(holders(media)) \(media.count == 1 ? "lies" : "lie") on one device: \(one.description)."
        } else if let one = unknown.first {
            reason = "The device below \(one.description) cannot be told."
        } else {
            reason = "No copy was found on a device that keeps it."
        }
        return Control(
            "media.2",
            "The copies lie on two media",
            devices.count >= 2 ? .pass : .fail,
            reason: reason,
            remedy: "Put one tier on another disk: two directories on one disk are lost together.",
            clauses: Clauses.media
        )
    }

    /// The first 1 of 3-2-1-1-0.
    ///
    /// What the policy states of locations is no proof, and another disk of this machine is at the same
    /// place.
    var offSite: Control {
        let source = Set(
            input.media.compactMap { medium -> String? in
                guard case .source = medium.holder else { return nil }
                return medium.device
            }
        )
        let away = copyMedia.filter { medium in
            guard case .tier = medium.holder, medium.isNetwork, let device = medium.device else {
                return false
            }
            return !source.contains(device)
        }
        let here = copyMedia.filter { medium in
            guard case .tier = medium.holder else { return false }
            return !away.contains(medium)
        }
        let reason =
            if !away.isEmpty {
                "\(holders(away)) \(away.count == 1 ? "is" : "are") kept by another machine: "
                    + "\(Words.list(away.map(\.deviceName).unique))."
            } else if !here.isEmpty {
                "\(holders(here)) \(here.count == 1 ? "is" : "are") on this machine or where the source "
                    + "is; a stated location is no proof."
            } else {
                "No tier holds a whole copy whose place is known."
            }
        return Control(
            "offsite.1",
            "One copy is in another place than the source",
            away.isEmpty ? .fail : .pass,
            reason: reason,
            remedy: "Add a tier in another place: a bucket, or a file system of another machine.",
            clauses: Clauses.offSite
        )
    }

    /// The second 1 of 3-2-1-1-0.
    var immutable: Control {
        let tiers = copyMedia.filter { medium in
            guard case .tier = medium.holder else { return false }
            return true
        }
        let fixed = tiers.filter { $0.isReadOnly || $0.isLocked }
        let how = Words.list(fixed.map { $0.isLocked ? "object lock" : "read-only mount" }.unique)
        return Control(
            "immutable.1",
            "One copy cannot be changed from here",
            fixed.isEmpty ? .fail : .pass,
            reason: fixed.isEmpty
                ? "Whoever controls this machine can delete every whole copy: no object lock and no "
                    + "read-only mount was found."
                : "\(holders(fixed)) cannot be changed from here (\(how)).",
            remedy:
                "Give a tier in a bucket with Object Lock a `lock` and protect, or add a tier that another"
                + " machine writes and this one mounts read-only.",
            clauses: Clauses.immutable
        )
    }

    private func holders(_ media: [FoundMedium]) -> String {
        let names = media.map { medium in
            switch medium.holder {
            case .source(let name): "the source \(name)"
            case .tier(let name): name
            }
        }
        let text = Words.list(names, limit: 6)
        return text.prefix(1) == "t" && text.hasPrefix("the ") ? "The" + text.dropFirst(3) : text
    }
}
