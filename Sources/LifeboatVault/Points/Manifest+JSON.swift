public import LifeboatCore

extension Manifest {
    static let schema = "lifeboat.manifest/1"

    /// The stored form. `parts` has its place for points with several writers.
    public var json: JSON {
        let json: JSON = [
            "schema": .string(Self.schema), "requires": [], "run": .string(run.text),
            "experiment": .string(experiment), "source": .string(source), "layout": .string(layout),
            "host": .string(host), "origin": origin.json, "created": .string(created.description),
            "parent": .optional(parent?.description), "sequence": .number(sequence),
            "state": .string(state.rawValue),
            "tree": [
                "listings": .array(listings.map(\.json)), "files": .number(files), "bytes": .number(bytes),
                "excluded": .number(excluded),
            ],
            "checkpoints": .array(checkpoints), "training": training, "environment": environment,
            "groups": .array(groups), "parts": [], "findings": .array(findings.map(\.json)),
        ]
        return root.map { json.with("root", $0.rootJSON) } ?? json
    }

    /// Reads the stored form; `path` is for the errors.
    public init(bytes: [UInt8], path: String) throws {
        do {
            try self.init(json: JSON.parse(bytes), path: path)
        } catch let error as LifeboatError {
            throw error.at(path)
        }
    }

    private init(json: JSON, path: String) throws {
        try VaultFormat.checkSchema(json, Self.schema, path: path)
        try VaultFormat.checkFeatures(json.array("requires"), path: path)
        guard try json.array("parts").isEmpty else {
            throw LifeboatError(
                .unsupported,
                "is a point with several writers, which this lifeboat does not know",
                path: path,
                hint: "Install a newer lifeboat. Nothing was changed."
            )
        }
        guard let run = RunID(try json.string("run")), let created = Timestamp(try json.string("created")),
            let state = PointState(rawValue: try json.string("state")), let tree = json["tree"],
            let origin = json["origin"]
        else {
            throw LifeboatError(
                .corrupt,
                "\"run\", \"created\", \"state\", \"tree\" or \"origin\" is not valid"
            )
        }
        self.init(
            run: run,
            experiment: try json.string("experiment"),
            source: try json.string("source"),
            layout: try json.string("layout"),
            host: try json.string("host"),
            origin: try Origin(json: origin),
            created: created,
            parent: try Self.parent(json["parent"]),
            sequence: try Self.count(json, "sequence")
        )
        self.state = state
        if let directory = json["root"], directory != .null { root = try Entry(root: directory) }
        listings = try tree.array("listings").map(ObjectReference.init(json:))
        files = try Self.count(tree, "files")
        self.bytes = try Self.count(tree, "bytes")
        excluded = try Self.count(tree, "excluded")
        checkpoints = try json.array("checkpoints")
        training = json["training"] ?? .null
        environment = json["environment"] ?? .null
        groups = try json.array("groups")
        findings = try json.array("findings").map(Finding.init(json:))
    }

    private static func parent(_ json: JSON?) throws -> PointID? {
        if json == .null { return nil }
        guard let id = json?.stringValue.flatMap({ PointID($0) }) else {
            throw LifeboatError(.corrupt, "\"parent\" is neither null nor the id of a point")
        }
        return id
    }

    /// A number of things. The bound leaves room to count on.
    private static func count(_ json: JSON, _ key: String) throws -> Int {
        let value = try json.int(key)
        guard (0...VaultFormat.countLimit).contains(value) else {
            throw LifeboatError(.corrupt, "\"\(key)\" is out of bounds")
        }
        return value
    }
}
