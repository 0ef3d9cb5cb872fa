internal import LifeboatCore
internal import LifeboatPolicy

extension DrillRequest {
    static let schema = "lifeboat.drill-request/1"

    /// The form that the worker reads; `scratch` is the directory it may fill.
    func json(scratch: String) -> JSON {
        [
            "schema": .string(Self.schema), "scratch": .string(scratch), "tier": .string(tier),
            "vault": .optional(vault), "policy": .optional(policy),
            "depth": .string(depth.rawValue), "sample": sample.json,
            "seed": .number(seed), "rtoSeconds": .optional(rtoSeconds),
            "expected": .array(expectations.experiments.map(\.json)),
            "absent": .array(expectations.absent.sorted().map { .string($0.description) }),
            "arrivingSince": .optional(arrivingSince?.description),
            "hidden": .array(hidden.map(JSON.string)), "width": .number(width),
            "probes": .array(probes.map(JSON.string)),
        ]
    }

    /// Reads that form back; throws `corrupt`.
    static func read(_ json: JSON) throws -> (request: DrillRequest, scratch: String) {
        guard json["schema"] == .string(schema), let depth = DrillDepth(rawValue: try json.string("depth"))
        else { throw LifeboatError(.corrupt, "is not a drill request that this lifeboat knows") }
        var request = DrillRequest(
            tier: try json.string("tier"),
            vault: json["vault"]?.stringValue,
            depth: depth,
            sample: try DrillSample(json: json["sample"] ?? .null),
            seed: try json.int("seed"),
            rtoSeconds: json["rtoSeconds"]?.doubleValue
        )
        request.expectations = DrillExpectations(
            experiments: try json.array("expected").map(ExpectedExperiment.init(json:)),
            absent: Set(try json.array("absent").compactMap { $0.stringValue.flatMap { PointID($0) } })
        )
        request.policy = json["policy"]?.stringValue
        request.arrivingSince = json["arrivingSince"]?.stringValue.flatMap { Timestamp($0) }
        request.hidden = try json.array("hidden").compactMap(\.stringValue)
        request.width = try json.int("width")
        request.probes = try json.array("probes").compactMap(\.stringValue)
        return (request, try json.string("scratch"))
    }
}
