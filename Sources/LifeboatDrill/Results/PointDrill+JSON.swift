public import LifeboatCore

extension PointDrill {
    /// The point's part of the `drill` document.
    public var json: JSON {
        [
            "experiment": .string(experiment), "run": .string(run.text), "point": .string(point.description),
            "why": .array(why.map { .string($0.rawValue) }), "verdict": .string(verdict.rawValue),
            "files": .number(files), "bytes": .number(bytes), "seconds": .double(seconds),
        ]
    }

    /// Reads the JSON form back; throws `corrupt`.
    public init(json: JSON) throws {
        guard let run = RunID(try json.string("run")), let point = PointID(try json.string("point")),
            let verdict = DrillVerdict(rawValue: try json.string("verdict"))
        else {
            throw LifeboatError(.corrupt, "\"run\", \"point\" or \"verdict\" of a drilled point is not valid")
        }
        let why = try json.array("why").compactMap { $0.stringValue.flatMap(SampleReason.init(rawValue:)) }
        self.init(experiment: try json.string("experiment"), run: run, point: point, why: why)
        self.verdict = verdict
        files = try json.int("files")
        bytes = try json.int("bytes")
        seconds = try json.double("seconds")
    }
}
