import LifeboatCore
import LifeboatPolicy
import LifeboatRecovery
import LifeboatVault

@testable import LifeboatPlan

/// Fixed values that the tests of plans share.
enum Samples {
    static let run = RunID("01khn5qk8t0000000000000001")
    static let now = Timestamp(milliseconds: 1_795_449_600_000)

    /// A point of a run of 100 epochs; `epoch` counts from 0 as checkpoints do.
    static func point(
        epoch: Int? = 41,
        sequence: Int = 7,
        minutesAgo: Double = 10,
        training: String = "resumable",
        verdict: String = "RESUMABLE",
        experiment: String = "my_yolo_train/exp1",
        data: String = "/mnt/ssd/datasets/coco/data.yaml",
        environment: JSON = environment,
        change: (inout Manifest) -> Void = { _ in }
    ) throws -> Point {
        guard let run else { throw LifeboatError(.failed, "the sample's run id is none") }
        var manifest = Manifest(
            run: run,
            experiment: experiment,
            source: "my_yolo_train",
            layout: "ultralytics",
            host: "gpu-node-1",
            origin: Origin(path: "/mnt/ssd/my_yolo_train/exp1", inode: 42, birth: nil),
            created: now.adding(seconds: -60 * minutesAgo),
            parent: nil,
            sequence: sequence
        )
        manifest.files = 24
        manifest.bytes = 1_234_567_890
        let checkpoint: JSON = [
            "path": "weights/last.pt", "size": 411_000_000, "format": "zip", "verdict": .string(verdict),
            "integrity": "intact", "training": .string(training), "safety": "safe",
            "epoch": .optional(epoch), "epochs": 100, "framework": "ultralytics",
            "frameworkVersion": "8.4.160",
            "data": .string(data), "saveDirectory": "/mnt/ssd/my_yolo_train/exp1", "device": "0,1,2,3",
            "git": [
                "commit": "0123456789abcdef0123456789abcdef01234567", "branch": "main",
                "origin": "https://git.example.com/vision/train.git", "root": "/opt/train",
            ],
        ]
        manifest.checkpoints = [checkpoint]
        manifest.training = checkpoint.with("checkpoint", "weights/last.pt")
        manifest.environment = environment
        change(&manifest)
        let id = PointID(Hasher256.digest(of: manifest.json.canonical))
        let reference = PointReference(run: run, created: manifest.created, id: id)
        return Point(reference: reference, manifest: manifest)
    }

    static let environment: JSON = [
        "schema": "lifeboat.environment/1",
        "system": [
            "os": ["id": "ubuntu", "version": "24.04", "name": "Ubuntu 24.04.1 LTS"],
            "kernel": "6.8.0-45-generic",
            "architecture": "x86_64", "cpu": ["model": "AMD EPYC 9454", "count": 48],
            "memoryBytes": 540_000_000_000,
        ],
        "accelerator": [
            "driver": "550.54.15",
            "gpus": [
                ["model": "NVIDIA H100"], ["model": "NVIDIA H100"], ["model": "NVIDIA H100"],
                ["model": "NVIDIA H100"],
            ],
        ],
        "python": [
            "path": "/opt/venv", "kind": "venv", "version": "3.12.3", "base": "/usr/bin",
            "torch": ["version": "2.6.0+cu124", "cuda": "12.4"],
            "packages": [
                ["name": "numpy", "version": "2.1.3", "installer": "uv"],
                ["name": "opencv-python", "version": "4.10.0.84", "installer": "uv"],
                ["name": "torch", "version": "2.6.0+cu124", "installer": "uv"],
                ["name": "torchvision", "version": "0.21.0+cu124", "installer": "uv"],
                ["name": "ultralytics", "version": "8.4.160", "installer": "uv"],
                [
                    "name": "tools", "version": "1.0", "url": "https://git.example.com/tools.git",
                    "commit": "89abcdef0123456789abcdef0123456789abcdef",
                ],
                ["name": "train", "version": "0.1", "url": "file:///opt/train", "editable": true],
            ],
        ],
        "datasets": [
            [
                "path": "/mnt/ssd/datasets/coco/data.yaml", "root": "/mnt/ssd/datasets/coco",
                "files": 246_574,
                "bytes": 26_843_545_600,
            ]
        ],
    ]

    /// Tiers hot to cold, each with the points given for it.
    static func tiers(
        disk: [Point] = [],
        s3: [Point] = [],
        replica: [Point] = []
    ) -> [TierState] {
        [
            TierState(
                tier: Tier(name: "disk", storage: .directory(path: "/mnt/data/vault")),
                address: "/mnt/data/vault",
                points: disk,
                device: 2
            ),
            TierState(
                tier: Tier(
                    name: "s3",
                    storage: .s3(ObjectStoreSettings(url: "s3://my-yolo-backup/vault", region: "us-east-1")),
                    from: "disk"
                ),
                address: "s3://my-yolo-backup/vault",
                points: s3
            ),
            TierState(
                tier: Tier(
                    name: "replica",
                    storage: .s3(ObjectStoreSettings(url: "s3://my-yolo-west/vault", region: "us-west-2")),
                    from: "s3",
                    account: "222222222222"
                ),
                address: "s3://my-yolo-west/vault",
                points: replica
            ),
        ]
    }

    static let source = SourceState(
        path: "/mnt/ssd/my_yolo_train/exp1",
        device: 1,
        account: "111111111111",
        epoch: 43,
        changed: now.adding(seconds: -60)
    )

    /// A request with every part filled in, for what the scenario leaves of `points` in every tier.
    static func request(_ scenario: Scenario, _ points: Point..., target: String? = nil) throws -> PlanRequest
    {
        let tiers = tiers(disk: points, s3: points, replica: points)
        let choice = ScenarioChoice(scenario, source: source, tiers: tiers, now: now)
        let target = target ?? (scenario.keepsEnvironment ? "/mnt/ssd/restored/exp1" : source.path)
        guard var request = PlanRequest(choice, target: target, generated: now) else {
            throw LifeboatError(.failed, "the sample's scenario leaves nothing")
        }
        request.policyFile = "/etc/lifeboat/lifeboat.yaml"
        request.objective = Objective(rto: 1800)
        return request
    }
}
