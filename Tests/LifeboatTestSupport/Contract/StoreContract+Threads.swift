internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTiers

extension StoreContract {
    private static let workers = Workers(width: 8)

    /// Whether the store's clock reaches `time` within some seconds.
    private static func comes(_ time: Timestamp, by store: any Store) throws -> Bool {
        for _ in 0..<100 {
            Pause.seconds(0.05)
            _ = try put(store, "probe", "", .replacing)
            if let now = try store.facts("probe")?.written, now >= time { return true }
        }
        return false
    }

    static let threadChecks: [Check] = [
        Check("of many that put one key with ifAbsent exactly one is told true, and its bytes stay") {
            store in
            for round in 0..<20 {
                let key = "d\(round)/k"
                let answers = try workers.map(8) { index in try put(store, key, "writer \(index)") }
                try require(answers.count { $0 } == 1, "\(answers.count { $0 }) were told true")
                let winner = answers.firstIndex(of: true) ?? 0
                try require(text(store, key) == "writer \(winner)", "another's bytes are there")
            }
        },
        Check("a read sees the old bytes or the new ones, never a mixture and never a part") { store in
            let values = (0..<4).map { [UInt8](repeating: UInt8($0), count: 10_000 + 5000 * $0) }
            try store.put("k", values[0], .ifAbsent)
            _ = try workers.map(200) { index in
                if index.isMultiple(of: 4) {
                    try store.put("k", values[index / 4 % 4], .replacing)
                } else {
                    try require(values.contains(store.get("k", limit: 100_000)), "a mixture was read")
                }
            }
        },
        Check("threads that put, list and delete different keys do not disturb each other") { store in
            _ = try workers.map(100) { index in
                let key = "t/\(index % 10)/\(index)"
                try require(put(store, key, "\(index)"), "\(key) was there")
                try require(text(store, key) == "\(index)", "\(key) differs")
                try require(store.list("t/\(index % 10)/").contains { $0.key == key }, "\(key) is not listed")
                if index.isMultiple(of: 2) {
                    try require(store.delete(key, unlessWrittenSince: nil), "\(key) was not deleted")
                }
            }
            try require(store.list("").count == 50, "\(try store.list("").count) keys are left of 50")
        },
        Check("of many that delete one key exactly one is told true") { store in
            for round in 0..<10 {
                _ = try put(store, "d/\(round)", "x")
                let time = round.isMultiple(of: 2) ? nil : Timestamp(milliseconds: 253_000_000_000_000)
                let answers = try workers.map(8) { _ in
                    try store.delete("d/\(round)", unlessWrittenSince: time)
                }
                try require(answers.count { $0 } == 1, "\(answers.count { $0 }) were told true")
            }
        },
        Check("what is written while a deletion runs stays, when that was since the deletion's time") {
            store in
            let keys = (0..<50).map { "d/\($0)" }
            for key in keys { _ = try put(store, key, "old") }
            let times = try store.list("d/").map(\.written)
            // Where times are whole seconds, what is to be deleted must be a second old.
            let isCoarse = times.allSatisfy { $0.milliseconds.isMultiple(of: 1000) }
            guard let time = times.max()?.adding(seconds: isCoarse ? 1.05 : 0.05) else { return }
            try require(comes(time, by: store), "the clock of the store stands still")
            for key in keys {
                _ = try workers.map(4) { index in
                    if index == 1 {
                        _ = try put(store, key, "new", .replacing)
                    } else {
                        _ = try store.delete(key, unlessWrittenSince: time)
                    }
                }
                try require(text(store, key) == "new", "it is gone")
            }
        },
    ]
}
