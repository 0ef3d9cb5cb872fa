public import LifeboatCore

/// An experiment that a tier should hold, because something beside the tier knows of it.
public struct ExpectedExperiment: Sendable, Hashable {
    /// The experiment's identity.
    public let run: RunID
    /// Its name, for messages.
    public let experiment: String
    /// The sequence number of the newest point that is known anywhere.
    public let newestSequence: Int
    /// The points that evidence says this tier held.
    public let held: Set<PointID>
    /// Whether the tier is fed from the sources and its vault was made after everything that is known of the
    /// run: then the run never was in it, and its absence is worth a warning only.
    public let predatesVault: Bool

    /// Makes an expectation.
    public init(
        run: RunID,
        experiment: String,
        newestSequence: Int,
        held: Set<PointID> = [],
        predatesVault: Bool = false
    ) {
        self.run = run
        self.experiment = experiment
        self.newestSequence = newestSequence
        self.held = held
        self.predatesVault = predatesVault
    }

    /// The JSON form.
    public var json: JSON {
        [
            "run": .string(run.text), "experiment": .string(experiment),
            "newestSequence": .number(newestSequence),
            "held": .array(held.sorted().map { .string($0.description) }),
            "predatesVault": .bool(predatesVault),
        ]
    }

    /// Reads the JSON form back; throws `corrupt`.
    public init(json: JSON) throws {
        guard let run = RunID(try json.string("run")) else {
            throw LifeboatError(.corrupt, "\"run\" of an expected experiment is not a run id")
        }
        self.init(
            run: run,
            experiment: try json.string("experiment"),
            newestSequence: try json.int("newestSequence"),
            held: Set(try json.array("held").compactMap { $0.stringValue.flatMap { PointID($0) } }),
            predatesVault: try json.bool("predatesVault")
        )
    }
}
