internal import LifeboatCore
internal import LifeboatTiers

extension StoreContract {
    static let keyChecks: [Check] = [
        Check("every valid key is taken and listed") { store in
            let keys = [
                "a", "A0._-", "..a", "a..", "-", "_", ".hidden", "a.json/b/c/d",
                "x/" + String(repeating: "k", count: 200),
                String(repeating: "n", count: 240),
            ]
            for key in keys { try require(put(store, key, key), "\(key) was not new") }
            for key in keys { try require(text(store, key) == key, "\(key) is not what was put") }
            let listed = try store.list("").map(\.key)
            try require(listed == keys.sorted(), "\(listed) is listed")
        },
        Check("other keys are refused with unsafePath by every method") { store in
            for key in badKeys {
                try requireError(.unsafePath, "put \(key)") { try store.put(key, [1], .ifAbsent) }
                try requireError(.unsafePath, "put \(key)") { try store.put(key, [1], .replacing) }
                try requireError(.unsafePath, "get \(key)") { _ = try store.get(key, limit: 10) }
                try requireError(.unsafePath, "read \(key)") { _ = try store.bytes(key, at: 0, count: 1) }
                try requireError(.unsafePath, "facts \(key)") { _ = try store.facts(key) }
                try requireError(.unsafePath, "delete \(key)") {
                    try store.delete(key, unlessWrittenSince: nil)
                }
            }
            try require(store.list("").isEmpty, "a refused put left something")
        },
        Check("other prefixes are refused with unsafePath") { store in
            for key in badKeys where !key.isEmpty && !key.hasSuffix("/") {
                try requireError(.unsafePath, "list \(key)/") { _ = try store.list(key + "/") }
            }
            for prefix in ["/", "a", "a/b", "a//", "../"] {
                try requireError(.unsafePath, "list \(prefix)") { _ = try store.list(prefix) }
            }
        },
        Check("a listing is everything that starts with the prefix, by key") { store in
            let keys = ["a/b", "a/b.c/d", "a/c", "a-b", "a.b", "ab", "b/a/b", "A/b"]
            for key in keys { _ = try put(store, key, key) }
            try require(store.list("").map(\.key) == keys.sorted(), "the whole listing differs")
            try require(
                store.list("a/").map(\.key) == ["a/b", "a/b.c/d", "a/c"],
                "the listing of a/ differs"
            )
            try require(store.list("b/a/").map(\.key) == ["b/a/b"], "the listing of b/a/ differs")
            try require(
                store.list("c/").isEmpty && store.list("ab/").isEmpty,
                "a listing of nothing is not empty"
            )
        },
        Check("a listing says of every key what facts says") { store in
            for (index, key) in ["x/1", "x/2", "y"].enumerated() {
                try store.put(key, [UInt8](repeating: 7, count: index * 1000), .ifAbsent)
            }
            for listed in try store.list("") {
                try require(store.facts(listed.key) == listed, "\(listed.key) differs")
            }
            try require(store.list("").map(\.size) == [0, 1000, 2000], "a size is wrong")
        },
        Check("the store has an address for people") { store in
            try require(!store.address.isEmpty, "it is empty")
        },
    ]

    private static let badKeys = [
        "", "/", "/a", "a/", "a//b", ".", "..", "...", "../a", "a/../b", "a/./b", "a b", "a\0b", "ä", "a\\b",
        "a~", "a+b", "*",
        "a\n", ".lifeboat-tmp-1", "a/.lifeboat-trash/b", String(repeating: "k", count: 241),
    ]
}
