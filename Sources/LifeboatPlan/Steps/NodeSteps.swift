internal import LifeboatCore
internal import LifeboatVault

/// The node itself: what it must have, and the packages of its operating system.
struct NodeSteps {
    let draft: PlanDraft

    var steps: [PlanStep] {
        [node] + (request.scenario.needsNewNode ? [lifeboat] : [])
            + (draft.resume.isResumable ? gpus.map { [$0] } ?? [] : []) + [system, workspace]
    }

    /// Where the environment is kept, the workspace alone is made.
    func workspaceOnly(when isKept: Bool) -> [PlanStep] { isKept ? [workspace] : [] }

    private var request: PlanRequest { draft.request }

    private var node: PlanStep {
        let manifest = request.point.manifest
        let bytes = manifest.bytes.addingReportingOverflow(draft.recorded.assumedBytes).partialValue
        let kilobytes = max(0, bytes) / 1024 + 1
        let known = [
            draft.recorded.systemName.map { "it ran \($0)" },
            draft.recorded.architecture.map { "on \($0)" },
            draft.recorded.memoryBytes.map { "with \(ByteCount.text($0)) of memory" },
        ]
        let words = known.compactMap { $0 }.joined(separator: " ")
        return PlanStep(
            id: "node",
            title: request.scenario.needsNewNode ? "Take a new node" : "Look at the node",
            why: "The run and its packages need \(ByteCount.text(max(0, bytes))) of disk space"
                + (words.isEmpty ? "." : "; \(words)."),
            check: "[ -e \(Shell.quoted(draft.workspace.mark(request.point.id.short))) ] || "
                + "{ d=\(Shell.quoted(request.target)); while [ ! -d \"$d\" ]; do d=$(dirname \"$d\"); done; "
                + "[ \"$(df -Pk \"$d\" | awk 'NR == 2 { print $4 }')\" -ge \(kilobytes) ]; }",
            estimate: nodeEstimate,
            onFailure: "Take a node, or mount a disk at the target, with more space."
        )
    }

    private var nodeEstimate: Estimate {
        guard request.scenario.needsNewNode else {
            return Estimate(seconds: 0, basis: .assumed, text: "the node is still there")
        }
        if let seconds = request.rates.nodeSeconds {
            return Estimate(seconds: seconds, basis: .measured, text: "measured when a node was taken before")
        }
        return Estimate(seconds: 300, basis: .assumed, text: "assumed: 5 minutes to get a node")
    }

    /// Before anything is installed: what the restore needs comes from a person.
    private var lifeboat: PlanStep {
        var checks = ["command -v lifeboat >/dev/null"]
        var what = ["the program `lifeboat`"]
        if request.tier != nil, let policy = request.policyFile {
            checks.append("[ -r \(Shell.quoted(policy)) ]")
            what.append("the policy \(Printable.text(policy))")
        }
        if request.vault.hasPrefix("/") {
            checks.append("[ -d \(Shell.quoted(request.vault)) ]")
            what.append("the vault, mounted at \(Printable.text(request.vault))")
        } else {
            what.append("the credentials of \(Printable.text(request.vault))")
        }
        return PlanStep(
            id: "lifeboat",
            title: "Bring what the restore needs",
            why:
                "It needs \(what.joined(separator: ", ")), and a copy of the lost node's `signer.key` in the "
                + "directory of local state to go on with its evidence. No vault holds any of these.",
            check: checks.joined(separator: " && "),
            estimate: Estimate(seconds: 60, basis: .assumed, text: "assumed: one minute"),
            onFailure:
                "Copy the program into the PATH and the policy to where it was, and mount what the vault "
                + "lies on."
        )
    }

    private var gpus: PlanStep? {
        let models = draft.recorded.gpus
        let device = (request.device ?? draft.resume.device)?.lowercased()
        if device == "cpu" || device == "mps" || (models.isEmpty && device == nil) { return nil }
        let named = device.map { $0.split(separator: ",").count { Int($0) != nil } } ?? 0
        let count = max(1, named > 0 ? named : models.count)
        let driver = draft.recorded.driver.map { "driver \($0)" }
        let what = [models.first.map { "\(models.count) x \($0)" }, driver].compactMap { $0 }
        return PlanStep(
            id: "gpus",
            title: count == 1 ? "See that there is a GPU" : "See that there are \(count) GPUs",
            why: (what.isEmpty ? "" : "The run was trained on a node with \(what.joined(separator: ", ")). ")
                + "The driver must be as new as that one, or newer"
                + (draft.recorded.cuda.map { "; PyTorch was built for CUDA \($0)." } ?? "."),
            check: "[ -n \"${LIFEBOAT_ANY_GPU:-}\" ] || "
                + "[ \"$(nvidia-smi -L 2>/dev/null | grep -c '^GPU ')\" -ge \(count) ]",
            estimate: Estimate(seconds: 5, basis: .assumed, text: "a look"),
            onFailure: "Install the driver, or take another node. To train on what is there, set "
                + "LIFEBOAT_ANY_GPU=1 and make the plan again with the devices that it has."
        )
    }

    private var system: PlanStep {
        var packages = ["ca-certificates", "git", "jq", "python3-venv"]
        var checks = ["command -v git", "command -v jq", "python3 -c 'import ensurepip'"]
        if draft.requirements.contains("opencv-python") {
            packages += ["libgl1", "libglib2.0-0"]
            checks += ["ldconfig -p | grep -F libGL.so.1"]
        }
        let install = Shell.line(["apt-get", "install", "-y", "--no-install-recommends"] + packages)
        return PlanStep(
            id: "system-packages",
            title: "Install packages of the operating system",
            why: "Python environments, the code and the data need them.",
            commands: ["sudo apt-get update", "sudo env DEBIAN_FRONTEND=noninteractive \(install)"],
            check: "{ \(checks.joined(separator: " && ")); } >/dev/null 2>&1",
            estimate: Estimate(seconds: 60, basis: .assumed, text: "assumed: one minute"),
            onFailure: "See that the node reaches the package mirror of its operating system."
        )
    }

    private var workspace: PlanStep {
        let path = Shell.quoted(draft.workspace.path)
        return PlanStep(
            id: "workspace",
            title: "Make a place for what this plan builds",
            why:
                "Environment, code, logs and marks go to \(Printable.text(draft.workspace.path)).",
            commands: ["mkdir -p \(path) 2>/dev/null || sudo install -d -o \"$(id -un)\" \(path)"],
            check: "[ -d \(path) ] && [ -w \(path) ]",
            estimate: Estimate(seconds: 0, basis: .assumed, text: "at once"),
            onFailure: "Make the plan again with a place that this user may write to (--workspace DIR)."
        )
    }
}
