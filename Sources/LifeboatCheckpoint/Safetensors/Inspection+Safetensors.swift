internal import LifeboatCore

extension Inspection {
    /// Inspects a safetensors file: weights, and no checksum. Throws `Damage` where its header does not hold.
    mutating func inspectSafetensors() throws {
        report.format = .safetensors
        // There is nothing in the format that could run.
        report.safety = .safe
        let header = try SafetensorsHeader(from: source)
        report.records = header.records
        report.tensors = header.records.count
        if listsTensors { report.tensorList = header.tensors }
        report.parameters = header.parameters
        report.framework = header.metadata["format"]?.stringValue == "pt" ? "pytorch" : nil
        report.training = .weightsOnly
        isRead = true
        markUnverifiable(
            "checkpoint.no-checksums",
            "safetensors has no checksums: only its structure is checked"
        )
    }
}
