extension PolicyChecks {
    private struct Place {
        let keyPath: String
        let path: String
        let name: String
        let isTier: Bool
        /// The key that says where it is.
        var key: String { keyPath + (path.hasPrefix("s3:") ? ".url" : ".path") }
        var what: String { isTier ? "tier" : "source" }
        var title: String { name.isEmpty ? keyPath : "\(what) \(Quote.text(name))" }
    }

    /// No two directories of a policy may be one in the other: copies of copies, or a loss that takes both.
    mutating func overlaps() {
        var places = draft.sources.map {
            Place(keyPath: $0.keyPath, path: $0.value.path, name: $0.value.name, isTier: false)
        }
        places += draft.tiers.compactMap { tier in
            guard let path = Self.path(tier.value.storage) else { return nil }
            return Place(keyPath: tier.keyPath, path: path, name: tier.value.name, isTier: true)
        }
        places.removeAll { $0.path.isEmpty }
        for place in places where place.path == "/" {
            error(
                "policy.path",
                place.key,
                "a \(place.what) cannot be the root of the file system",
                hint: "name a directory below it"
            )
        }
        places.removeAll { $0.path == "/" }
        // Sorted by components, what lies in a directory comes right behind it: no pair needs comparing.
        let order = places.indices.sorted { Self.precedes(places[$0].path, places[$1].path) }
        var around: [Int] = []
        for index in order {
            while let last = around.last, !Self.contains(places[last].path, places[index].path) {
                around.removeLast()
            }
            if let outer = around.last { report(places, outer: outer, inner: index) }
            around.append(index)
        }
    }

    private mutating func report(_ places: [Place], outer: Int, inner: Int) {
        let (a, b) = (places[outer], places[inner])
        // The one that comes later in the policy is told.
        let (told, other) = outer > inner ? (a, b) : (b, a)
        let relation =
            a.path == b.path
            ? "has the same \(a.path.hasPrefix("s3:") ? "place" : "path") as"
            : told.path == a.path ? "holds" : "lies inside"
        let hint =
            switch (a.isTier, b.isTier) {
            case (false, false): "protect the outer directory alone, or two that lie apart"
            case (true, true):
                told.path.hasPrefix("s3:")
                    ? "give each tier a prefix of its own, best in a bucket of its own"
                    : "give each tier its own directory, best on a device of its own"
            default: "keep copies outside what is protected, or they are copied again and lost together"
            }
        error(
            "policy.overlap",
            told.key,
            "this \(told.what) \(relation) \(other.title)",
            hint: hint
        )
    }

    /// A directory, or a bucket prefix in a form that is no path: `s3:` and the endpoint stand before it.
    private static func path(_ storage: TierStorage) -> String? {
        switch storage {
        case .directory(let path): path
        case .s3(let settings):
            settings.url.isEmpty
                ? nil
                : (["s3:" + (settings.endpoint ?? "")]
                    + settings.url.dropFirst(5).split(separator: "/").map(String.init)).joined(separator: "/")
        case .snapshot: nil
        }
    }

    static func contains(_ outer: String, _ inner: String) -> Bool {
        outer == inner || inner.hasPrefix(outer.hasSuffix("/") ? outer : outer + "/")
    }

    private static func precedes(_ a: String, _ b: String) -> Bool {
        a.split(separator: "/").lexicographicallyPrecedes(b.split(separator: "/"))
    }
}
