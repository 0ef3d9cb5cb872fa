internal import LifeboatCore

/// The NVIDIA driver and its GPUs, from `/proc/driver/nvidia`.
enum AcceleratorFacts {
    private static let folder = "/proc/driver/nvidia"

    /// Null on a machine without the driver.
    static func json(_ files: inout HostFiles, limit: Int) -> JSON {
        let driver = files.text("\(folder)/version").flatMap(version)
        let buses = files.names("\(folder)/gpus")
        guard driver != nil || !buses.isEmpty else { return .null }
        if buses.count > limit {
            files.note(
                Finding(
                    "environment.cut-short",
                    .warning,
                    path: "\(folder)/gpus",
                    "only \(limit) GPUs were looked at"
                )
            )
        }
        let gpus = buses.prefix(limit).map { gpu($0, &files) }
        return ["driver": .optional(driver), "gpus": .array(gpus)]
    }

    /// The first word of the form 550.54.15 in the line `NVRM version: …`.
    private static func version(_ text: String) -> String? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("NVRM version") }
        return line?.split(separator: " ").first { word in
            let parts = word.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count > 1
                && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        }
        .map(String.init)
    }

    private static func gpu(_ bus: String, _ files: inout HostFiles) -> JSON {
        var fields: [String: String] = [:]
        for line in (files.text("\(folder)/gpus/\(bus)/information") ?? "").split(separator: "\n") {
            if let field = FieldLine(line) { fields[field.key] = field.value }
        }
        return [
            "bus": .string(Printable.text(bus)), "model": .optional(fields["Model"]),
            "uuid": .optional(fields["GPU UUID"]),
        ]
    }
}
