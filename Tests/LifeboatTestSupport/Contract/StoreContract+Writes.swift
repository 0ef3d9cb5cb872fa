internal import LifeboatCore
internal import LifeboatTiers

extension StoreContract {
    static let writeChecks: [Check] = [
        Check("a put of a new key answers true, in either mode") { store in
            try require(put(store, "a", "1", .ifAbsent), "ifAbsent answered false")
            try require(put(store, "b", "1", .replacing), "replacing answered false")
        },
        Check("with ifAbsent a key that exists stays as it is and the answer is false") { store in
            _ = try put(store, "k", "old")
            let before = try store.facts("k")
            try require(!put(store, "k", "newer"), "the answer is true")
            try require(text(store, "k") == "old" && store.facts("k") == before, "the key changed")
        },
        Check("with replacing a key is written again, longer or shorter") { store in
            for value in ["middle", "a longer value", "x", ""] {
                try require(put(store, "k", value, .replacing), "the answer is false")
                try require(text(store, "k") == value, "\(value) was not written")
            }
            try require(store.list("").count == 1, "something else is listed")
        },
        Check("a put is seen by every read and listing that begins afterwards") { store in
            for index in 0..<20 {
                _ = try put(store, "d/\(index)", "\(index)")
                try require(text(store, "d/\(index)") == "\(index)", "a read does not see it")
                try require(store.facts("d/\(index)") != nil, "facts do not see it")
                try require(store.list("d/").count == index + 1, "a listing does not see it")
            }
        },
        Check("writing again renews the time of writing") { store in
            _ = try put(store, "k", "1")
            guard let first = try store.facts("k") else { throw ContractViolation("no facts") }
            _ = try put(store, "k", "2", .replacing)
            guard let second = try store.facts("k") else { throw ContractViolation("no facts") }
            try require(second.written >= first.written, "it went back")
        },
    ]

    static let deletionChecks: [Check] = [
        Check("a deleted key is gone, alone, and can be put again") { store in
            for key in ["a/b", "a/c", "a-b"] { _ = try put(store, key, key) }
            try require(store.delete("a/b", unlessWrittenSince: nil), "the answer is false")
            try require(!store.delete("a/b", unlessWrittenSince: nil), "the second answer is true")
            try require(store.list("").map(\.key) == ["a-b", "a/c"], "the listing differs")
            try requireError(.notFound, "get") { _ = try store.get("a/b", limit: 10) }
            try require(put(store, "a/b", "again") && text(store, "a/b") == "again", "it cannot be put again")
        },
        Check("with unlessWrittenSince a key written at that time or later stays") { store in
            _ = try put(store, "a/k", "x")
            guard let written = try store.facts("a/k")?.written else { throw ContractViolation("no facts") }
            for time in [written, written.adding(seconds: -3600), Timestamp(milliseconds: .min)] {
                try require(!store.delete("a/k", unlessWrittenSince: time), "the answer is true")
                try require(text(store, "a/k") == "x", "it is gone")
                try require(store.facts("a/k")?.written == written, "its time changed")
            }
            try require(
                store.delete("a/k", unlessWrittenSince: written.adding(seconds: 3600)),
                "an older one stays"
            )
            try require(store.facts("a/k") == nil && store.list("").isEmpty, "an older one is still seen")
        },
        Check("clearing up takes no key") { store in
            for key in ["a/b", "c"] { _ = try put(store, key, key) }
            _ = try store.sweep(olderThan: Timestamp(milliseconds: 253_000_000_000_000))
            try require(store.list("").map(\.key) == ["a/b", "c"], "a key is gone")
        },
    ]
}
