import LifeboatCore
import LifeboatPolicy
import LifeboatVault

@testable import LifeboatPlan

/// A point whose every name tries to become a command.
enum Hostile {
    static let name = "src/'; touch owned; '\n# $(touch owned) `touch owned` {{steps}} <b>[x](y)"

    static let checkpoint = "weights/$(touch owned) '\n.pt"
    static func target(_ root: String) -> String { root + "/data/$(touch owned) 'run'\n`touch owned`" }
    static func data(_ root: String) -> String { root + "/data/\n\"$(touch owned)\"/data.yaml" }

    /// A request whose paths lie below `root`.
    static func request(in root: String = "") throws -> PlanRequest {
        let point = try Samples.point(experiment: name, data: data(root), environment: environment) {
            manifest in
            manifest.host = "`touch owned`\n$(touch owned)"
            let summary = manifest.training
                .with("path", .string(checkpoint))
                .with("frameworkVersion", "8.4.1")
                .with("saveDirectory", .string(root + "/mnt/'$(touch owned)'\n/exp1"))
                .with(
                    "git",
                    ["origin": "ext::sh -c touch% owned", "commit": "$(touch owned)", "branch": "\n`x`"]
                )
            manifest.checkpoints = [summary]
            manifest.training = summary.with("checkpoint", .string(checkpoint))
        }
        var request = PlanRequest(
            point: point,
            vault: root + "/vault '$(touch owned)'\n`touch owned`",
            target: target(root),
            scenario: .instanceLoss,
            generated: Samples.now
        )
        request.policyFile = "/etc/$(touch owned)\n'.yaml"
        request.device = "0'; touch owned"
        request.wheelhouse = "/wheels/$(touch owned)"
        request.tier = Tier(name: "disk", storage: .directory(path: request.vault))
        return request
    }

    static let environment: JSON = [
        "schema": "lifeboat.environment/1",
        "system": ["os": ["name": "$(touch owned)\n# x"], "architecture": "`touch owned`"],
        "accelerator": ["driver": "1\n$(touch owned)", "gpus": [["model": "'; touch owned"]]],
        "python": [
            "path": "/opt/'$(touch owned)", "version": "3.12.3; touch owned",
            "torch": ["cuda": "$(touch owned)"],
            "packages": [
                ["name": "a; touch owned", "version": "1"], ["name": "b", "version": "1'; touch owned"],
                ["name": "c", "version": "1", "url": "https://x/$(touch owned)\ny"],
                ["name": "d", "version": "1", "url": "https://example.com/'$(touch%20owned)'.zip"],
                ["name": "e", "version": "2.0+cu12$(x)"], ["name": "f", "version": "1.0"],
            ],
        ],
    ]
}
