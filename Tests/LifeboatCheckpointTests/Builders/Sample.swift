import LifeboatCore

@testable import LifeboatCheckpoint

/// Checkpoints as trainers write them, small.
enum Sample {
    typealias Value = PickleWriter.Value

    /// What a live Ultralytics checkpoint holds; change a member, then build the file.
    struct Ultralytics {
        var epoch: Value = .int(2)
        var epochs: Value = .int(5)
        var optimizer: Value = .dict([("state", .dict([])), ("param_groups", .list([]))])
        var ema: Value = Sample.model
        var extra: [(String, Value)] = []

        var value: Value {
            .dict(
                [
                    ("epoch", epoch), ("best_fitness", .float(0.25)), ("model", .none), ("ema", ema),
                    ("updates", .int(12)), ("optimizer", optimizer),
                    (
                        "train_args",
                        .dict([
                            ("epochs", epochs), ("data", .text("https://me:hunter2@host/coco.yaml")),
                            ("imgsz", .int(64)), ("batch", .int(4)), ("device", .text("cpu")),
                            ("save_dir", .text("/runs/exp1")), ("task", .text("detect")),
                            ("model", .text("yolo26n.pt")),
                        ])
                    ),
                    ("train_metrics", .dict([("fitness", .float(0.125))])),
                    ("date", .text("2026-11-23T10:00:00")),
                    ("version", .text("8.4.190")),
                    (
                        "git",
                        .dict([
                            ("commit", .text("abc123")), ("branch", .text("None")), ("root", .text("None")),
                        ])
                    ),
                ] + extra
            )
        }
    }

    static let payload = (0..<24).map { UInt8($0 * 7 % 251) }

    static func tensor(_ key: String, count: Int, type: String = "FloatStorage") -> Value {
        .call(
            .global("torch._utils", "_rebuild_tensor_v2"),
            [
                .persistent([.text("storage"), .global("torch", type), .text(key), .text("cpu"), .int(count)]
                ), .int(0),
                .tuple([.int(count)]), .tuple([.int(1)]), .bool(false),
                .call(.global("collections", "OrderedDict"), []),
            ]
        )
    }

    /// A module with one parameter of six floats in `data/0`.
    static let model: Value = .object(
        "ultralytics.nn.tasks",
        "DetectionModel",
        [
            (
                "_parameters",
                .orderedDict([
                    (
                        "weight",
                        .call(
                            .global("torch._utils", "_rebuild_parameter"),
                            [
                                tensor("0", count: 6), .bool(true),
                                .call(.global("collections", "OrderedDict"), []),
                            ]
                        )
                    )
                ])
            ),
            ("training", .bool(false)),
        ]
    )

    /// An archive with this object and one record of 24 bytes.
    static func zip(_ value: Value, payload: [UInt8] = payload) -> TorchZip {
        var zip = TorchZip()
        zip.add("data.pkl", PickleWriter.pickle(value))
        zip.add(".format_version", Array("1".utf8))
        zip.add(".storage_alignment", Array("64".utf8))
        zip.add("byteorder", Array("little".utf8))
        zip.add("data/0", payload)
        zip.add("version", Array("3\n".utf8))
        zip.add(".data/serialization_id", Array(repeating: 0x31, count: 40))
        return zip
    }

    /// A live checkpoint, after the third of five epochs.
    static var live: TorchZip { zip(Ultralytics().value) }

    static func inspect(_ bytes: [UInt8]) -> CheckpointReport {
        CheckpointInspector.inspect(MemorySource(bytes), path: "weights/last.pt")
    }
}

extension CheckpointReport {
    /// The codes of what was found.
    var codes: Set<String> { Set(findings.map(\.code)) }
}
