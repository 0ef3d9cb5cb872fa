internal import LifeboatCore

/// Python and its packages.
struct PackageSteps {
    let draft: PlanDraft

    var steps: [PlanStep] { [python] + (files.isEmpty ? [] : [packages]) }

    private var workspace: Workspace { draft.workspace }
    private var version: String? { draft.recorded.pythonVersion }
    /// Where the installer looks when there is no network.
    private var offline: String {
        draft.request.wheelhouse.map { " --no-index --find-links \(Shell.quoted($0))" } ?? ""
    }

    private var python: PlanStep {
        let tool = Shell.quoted(workspace.path + "/tool")
        let environment = Shell.quoted(workspace.environment)
        let uv = Shell.quoted(workspace.installer)
        let minor = version.map { $0.split(separator: ".").prefix(2).joined(separator: ".") }
        let make = "\(uv) venv --allow-existing"
        // That very version, else another of the same minor version: what was built for one runs on both.
        let versions = [version, minor == version ? nil : minor].compactMap { $0 }
        let tries = versions.isEmpty ? [""] : versions.map { " --python \($0)" }
        let command = tries.map { "\(make)\($0) \(environment)" }.joined(separator: " || ")
        let executable = Shell.quoted(workspace.python)
        let wanted = minor.map { "Python \($0)." } ?? "Python 3."
        return PlanStep(
            id: "python",
            title: version.map { "Make an environment with Python \($0)" } ?? "Make a Python environment",
            why: version == nil
                ? "The version that the run was trained with is not recorded; the node's own is taken."
                : "The run was trained with it.",
            commands: [
                "python3 -m venv \(tool)",
                "\(Shell.quoted(workspace.path + "/tool/bin/pip")) install --quiet\(offline) uv", command,
            ],
            check: "case \"$(\(executable) --version 2>&1)\" in '\(wanted)'*) : ;; *) false ;; esac",
            estimate: Estimate(seconds: 45, basis: .assumed, text: "assumed: 45 seconds"),
            onFailure: "Install that version of Python by hand, and run the step again."
        )
    }

    /// A list of packages and the index they come from.
    private struct File {
        let index: String?
        let lines: [String]
    }

    /// PyTorch first: what comes after finds it installed. Where nothing was recorded, the framework alone.
    private var files: [File] {
        let all = draft.requirements
        var files = all.indexed.sorted { $0.key < $1.key }.map {
            File(index: $0.key, lines: $0.value.sorted())
        }
        let rest = all.pinned + all.direct
        if !rest.isEmpty { files.append(File(index: nil, lines: rest)) }
        if all.isEmpty, draft.resume.framework == "ultralytics" {
            let fallback = Requirements([
                ["name": "ultralytics", "version": .string(draft.resume.frameworkVersion ?? "")]
            ])
            files.append(File(index: nil, lines: fallback.isEmpty ? ["ultralytics"] : fallback.pinned))
        }
        return files
    }

    private var packages: PlanStep {
        let isFallback = draft.requirements.isEmpty
        let count = files.reduce(0) { $0 + $1.lines.count }
        let indices = files.compactMap(\.index).map { "the PyTorch wheel index for \($0)" }
        let source =
            indices.isEmpty
            ? "" : " Builds for one CUDA version come from \(indices.joined(separator: ", "))."
        return PlanStep(
            id: "packages",
            title: count == 1 ? "Install the package" : "Install \(count) packages",
            why: (isFallback
                ? "The packages are not recorded; the checkpoint names its framework."
                : "They are those of the environment the run was trained in, version for version.") + source,
            commands: files.flatMap { commands($0, isFallback) },
            check: files.map(check).joined(separator: " && "),
            estimate: estimate,
            onFailure:
                "Where a version is withdrawn, take the next one for that package alone: change its line in "
                + "\(Printable.text(workspace.requirements(nil))) and install again."
        )
    }

    private func commands(_ file: File, _ isFallback: Bool) -> [String] {
        let path = Shell.quoted(workspace.requirements(file.index))
        var words = [workspace.installer, "pip", "install", "--quiet", "--python", workspace.python]
        if !isFallback { words.append("--no-deps") }
        if let index = file.index, draft.request.wheelhouse == nil {
            words += ["--index-url", "https://download.pytorch.org/whl/\(index)"]
        }
        return [
            Shell.list("printf '%s\\n'", file.lines) + " > \(path)",
            "\(Shell.line(words))\(offline) -r \(path)",
        ]
    }

    /// Every pinned line against what is installed; lines of another form are left to the installer.
    private func check(_ file: File) -> String {
        let program =
            "import sys; from importlib.metadata import version as v; "
            + "lines = (l.partition(\"==\") for l in open(sys.argv[1])); "
            + "sys.exit(any(v(n) != w.strip() for n, p, w in lines if p))"
        return Shell.line(workspace.python, "-c", program, workspace.requirements(file.index))
            + " 2>/dev/null"
    }

    private var estimate: Estimate {
        if let seconds = draft.request.rates.packagesSeconds {
            return Estimate(
                seconds: seconds,
                basis: .measured,
                text: "measured when they were installed before"
            )
        }
        let bytes = max(draft.recorded.assumedBytes, 1 << 30)
        let seconds = Double(bytes) / Double(30 << 20)
        return Estimate(
            seconds: seconds.rounded(.up),
            basis: .computed,
            text: "\(ByteCount.text(bytes)) assumed, at an assumed 30 MiB a second"
        )
    }
}
