internal import LifeboatCore

/// What a manifest recorded of the environment (`lifeboat.environment/1`), as far as a plan needs it.
struct RecordedEnvironment: Sendable {
    let json: JSON

    /// Whether anything was recorded.
    var isKnown: Bool { json["schema"] == "lifeboat.environment/1" }

    var systemName: String? { json["system"]?["os"]?["name"]?.stringValue }
    var architecture: String? { json["system"]?["architecture"]?.stringValue }
    var memoryBytes: Int? { json["system"]?["memoryBytes"]?.intValue }
    var driver: String? { json["accelerator"]?["driver"]?.stringValue }
    var gpus: [String] {
        (json["accelerator"]?["gpus"]?.arrayValue ?? []).map { $0["model"]?.stringValue ?? "a GPU" }
    }

    /// The directory of the Python environment.
    var pythonPath: String? { json["python"]?["path"]?.stringValue }
    /// Digits and dots only, as in `3.12.3`; nil for anything else.
    var pythonVersion: String? {
        guard let text = json["python"]?["version"]?.stringValue else { return nil }
        let plain = String(text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") })
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 && parts.allSatisfy { !$0.isEmpty }
            ? parts.prefix(3).joined(separator: ".") : nil
    }
    var cuda: String? { json["python"]?["torch"]?["cuda"]?.stringValue }
    var packages: [JSON] { json["python"]?["packages"]?.arrayValue ?? [] }

    /// What was recorded of the data set at a path; nil when it was not captured.
    func dataset(_ path: String) -> JSON? {
        json["datasets"]?.arrayValue?.first { $0["path"]?.stringValue == path }
    }

    /// Disk space that the packages need, in bytes, assumed: 30 MiB each, and 6 GiB for PyTorch with CUDA.
    var assumedBytes: Int {
        packages.count * (30 << 20) + (cuda == nil ? 0 : 6 << 30)
    }
}
