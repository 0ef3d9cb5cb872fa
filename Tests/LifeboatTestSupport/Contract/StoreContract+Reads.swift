internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTiers

extension StoreContract {
    static let readChecks: [Check] = [
        Check("what was put is read back, whatever its bytes and length") { store in
            for count in [0, 1, 255, 4096, 65_537, (1 << 20) + 3] {
                let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
                try store.put("n/\(count)", bytes, .ifAbsent)
                try require(store.get("n/\(count)", limit: count) == bytes, "\(count) bytes differ")
                try require(store.facts("n/\(count)")?.size == count, "the size of \(count) bytes differs")
            }
        },
        Check("a missing key throws notFound, has no facts and is not deleted") { store in
            _ = try put(store, "a/b", "x")
            for key in ["a", "b", "a/c", "a/b/c"] {
                try requireError(.notFound, "get \(key)") { _ = try store.get(key, limit: 10) }
                try requireError(.notFound, "read \(key)") { _ = try store.bytes(key, at: 0, count: 1) }
                try require(store.facts(key) == nil, "\(key) has facts")
                try require(!store.delete(key, unlessWrittenSince: nil), "\(key) was deleted")
                let future = Timestamp(milliseconds: 253_000_000_000_000)
                try require(!store.delete(key, unlessWrittenSince: future), "\(key) was deleted")
            }
        },
        Check("a ranged read gives exactly the range") { store in
            let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
            try store.put("k", bytes, .ifAbsent)
            for (offset, count) in [(0, 1), (0, 1000), (999, 1), (500, 500), (123, 0), (1000, 0), (17, 256)] {
                let range = try store.bytes("k", at: offset, count: count)
                try require(
                    range == Array(bytes[offset..<offset + count]),
                    "\(count) bytes at \(offset) differ"
                )
            }
        },
        Check("reading past the end or before the start throws corrupt") { store in
            _ = try put(store, "k", "12345")
            for (offset, count) in [
                (0, 6), (5, 1), (6, 1), (4, 2), (-1, 1), (Int.max, 1), (Int.min, 1), (Int.max - 1, 5),
            ] {
                try requireError(.corrupt, "\(count) bytes at \(offset)") {
                    _ = try store.bytes("k", at: offset, count: count)
                }
            }
            try requireError(.corrupt, "a length below zero") { _ = try store.bytes("k", at: 0, count: -1) }
        },
        Check("a copy is exactly the range where the store copies at all, and fails as a read does") {
            store in
            let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            try store.put("k", bytes, .ifAbsent)
            try withScratchDirectory { path in
                let file = try Directory(path).create(FileName("copy"))
                guard try store.copy("k", at: 17, count: 900, to: file, at: 5) else { return }
                let copied = try file.bytes(at: 0, count: 2000)
                try require(copied == [0, 0, 0, 0, 0] + bytes[17..<917], "the copy differs")
                for (start, count) in [(0, 1001), (1000, 1), (-1, 1), (Int.max, 1), (0, -1)] {
                    try requireError(.corrupt, "\(count) bytes at \(start)") {
                        _ = try store.copy("k", at: start, count: count, to: file, at: 0)
                    }
                }
                try requireError(.notFound, "a missing key") {
                    _ = try store.copy("l", at: 0, count: 1, to: file, at: 0)
                }
            }
        },
        Check("get throws corrupt when there is more than the limit") { store in
            _ = try put(store, "k", "12345")
            try require(store.get("k", limit: 5).count == 5, "the limit itself is too much")
            try requireError(.corrupt, "a limit of 4") { _ = try store.get("k", limit: 4) }
            try requireError(.corrupt, "a limit of 0") { _ = try store.get("k", limit: 0) }
        },
    ]
}
