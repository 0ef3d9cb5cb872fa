public import LifeboatCore
internal import LifeboatPolicy

extension TierDrill {
    /// What `rtoMet` covers at the depths that exist.
    public static let rtoBasis = "restore"

    /// The tier's part of the `drill` document, as evidence keeps it too.
    public var json: JSON {
        [
            "tier": .string(tier), "depth": .string(depth.rawValue), "verdict": .string(verdict.rawValue),
            "sample": sample.json, "seed": .number(seed), "population": .number(population),
            "sampled": .number(sampled), "verified": .number(verified), "bytes": .number(bytes),
            "objects": .number(objects), "restoreSeconds": points.isEmpty ? .null : .double(restoreSeconds),
            "slowestSeconds": points.isEmpty ? .null : .double(slowestSeconds),
            "rtoSeconds": .optional(rtoSeconds),
            "rtoMet": rtoMet.map(JSON.bool) ?? .null, "rtoBasis": .string(Self.rtoBasis),
            "isolation": .string(isolation.rawValue), "points": .array(points.map(\.json)),
            "findings": .array(findings.map(\.json)),
        ]
    }

    /// Reads the JSON form back; throws `corrupt`, also where its verdict is not the one its content gives.
    public init(json: JSON) throws {
        guard let depth = DrillDepth(rawValue: try json.string("depth")),
            let isolation = DrillIsolation(rawValue: try json.string("isolation"))
        else { throw LifeboatError(.corrupt, "\"depth\" or \"isolation\" of a drill is not valid") }
        self.init(
            tier: try json.string("tier"),
            depth: depth,
            sample: try DrillSample(json: json["sample"] ?? .null),
            seed: try json.int("seed"),
            rtoSeconds: json["rtoSeconds"]?.doubleValue
        )
        population = try json.int("population")
        objects = try json.int("objects")
        self.isolation = isolation
        points = try json.array("points").map(PointDrill.init(json:))
        findings = try json.array("findings").map(Finding.init(json:))
        guard try json.string("verdict") == verdict.rawValue else {
            throw LifeboatError(
                .corrupt,
                "the verdict of a drill does not follow from its points and findings"
            )
        }
    }
}

extension DrillSample {
    /// The parts that count points.
    var json: JSON {
        ["newest": .number(newest), "best": .number(best), "random": .number(random), "all": .bool(all)]
    }

    init(json: JSON) throws {
        self.init(
            newest: try json.int("newest"),
            best: try json.int("best"),
            random: try json.int("random"),
            all: try json.bool("all")
        )
    }
}
