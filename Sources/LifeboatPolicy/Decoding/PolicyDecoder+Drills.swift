extension PolicyDecoder {
    mutating func objectives(_ value: YAMLValue) -> [Placed<(tier: String, objective: Objective)>] {
        let example = "objectives: { disk: { rpo: 10m, rto: 10m } }"
        var objectives: [Placed<(tier: String, objective: Objective)>] = []
        for member in entries(value, "objectives", of: "tier names with objectives", example: example) {
            let path = KeyPaths.member("objectives", member.key)
            if case .null = member.value.content {
                log.error(
                    "policy.missing-value",
                    member.keyPosition,
                    path,
                    "this key has no value",
                    hint: "add rpo, rto or lag, or remove the key"
                )
                continue
            }
            guard let section = section(member.value, path, keys: ["rpo", "rto", "lag"]) else { continue }
            let objective = Objective(
                rpo: duration(section, "rpo"),
                rto: duration(section, "rto"),
                lag: duration(section, "lag")
            )
            objectives.append(Placed(keyPath: path, value: (member.key, objective)))
        }
        return objectives
    }

    mutating func drills(_ root: Section) -> [Placed<DrillRule>] {
        let keys = ["tier", "every", "depth", "sample", "coverEvery"]
        return list(root, "drills", example: "- { tier: disk, every: 1d }").enumerated().compactMap {
            index,
            value in
            let path = KeyPaths.element("drills", index)
            guard let section = section(value, path, keys: keys) else { return nil }
            require(section, "tier", hint: "add tier: followed by the name of the tier to drill")
            require(section, "every", hint: "add every: 1d or another duration")
            let rule = DrillRule(
                tier: text(section["tier"], section.path("tier")) ?? "",
                everySeconds: duration(section, "every") ?? 0,
                depth: choice(section, "depth", of: DrillDepth.self) ?? .structure,
                sample: section["sample"].flatMap { sample($0, section.path("sample")) } ?? .standard,
                coverEvery: duration(section, "coverEvery")
            )
            return Placed(keyPath: path, value: rule)
        }
    }

    private mutating func sample(_ value: YAMLValue, _ path: String) -> DrillSample? {
        if case .scalar("all") = value.content { return .everything }
        if case .scalar = value.content {
            let hint = "write sample: all or sample: { newest: 1, best: 1, random: 3 }"
            log.error("policy.type", value.position, path, "this is no sample", hint: hint)
            return nil
        }
        let keys = ["newest", "best", "random", "confidence", "defectRate", "all"]
        guard let section = section(value, path, keys: keys) else { return nil }
        let sample = DrillSample(
            newest: count(section, "newest", minimum: 0) ?? 0,
            best: count(section, "best", minimum: 0) ?? 0,
            random: count(section, "random", minimum: 0) ?? 0,
            confidence: share(section, "confidence"),
            defectRate: share(section, "defectRate"),
            all: boolean(section, "all") ?? false
        )
        check(sample, section)
        return sample
    }

    private mutating func check(_ sample: DrillSample, _ section: Section) {
        if (section["confidence"] == nil) != (section["defectRate"] == nil) {
            let key = section["confidence"] == nil ? "confidence" : "defectRate"
            let example = key == "confidence" ? "0.95" : "0.01"
            require(section, key, hint: "confidence and defectRate go together; add \(key): \(example)")
        }
        let numbers = ["newest", "best", "random", "confidence", "defectRate"].filter { section[$0] != nil }
        if sample.all, let first = numbers.first {
            bad(section, first, "policy.sample", "all points are taken already", hint: "keep all or \(first)")
        }
        if !sample.all, sample.newest == 0, sample.best == 0, sample.random == 0,
            section["confidence"] == nil,
            section["defectRate"] == nil, !numbers.contains(where: { isWrong(section[$0]) })
        {
            log.error(
                "policy.sample",
                section.position,
                section.path,
                "this sample is empty",
                hint: "write sample: all or sample: { newest: 1, best: 1, random: 3 }"
            )
        }
    }

    /// Whether a count was already complained about.
    private func isWrong(_ value: YAMLValue?) -> Bool {
        guard case .scalar(let text)? = value?.content else { return value != nil }
        return Int(text).map { !(0...1_000_000).contains($0) } ?? true
    }
}
