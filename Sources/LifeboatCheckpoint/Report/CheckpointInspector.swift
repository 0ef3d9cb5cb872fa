public import LifeboatCore

/// Says what a checkpoint file is, from its bytes alone. Nothing in the file is executed or imported.
public enum CheckpointInspector {
    /// Everything that can be said about `source`, which the report calls `path`.
    ///
    /// Reads every byte once where the format has checksums; memory stays bounded whatever the file says
    /// about itself. It never throws: what is wrong with the file, and a failure to read it, are findings of
    /// the report and make the verdict UNUSABLE.
    ///
    /// With `isProven` the checksums are not computed: for bytes whose checksums were right before, and which
    /// a digest from then proves to be the same. With `listsTensors` the report lists the tensors.
    public static func inspect(
        _ source: any ByteSource,
        path: String,
        isProven: Bool = false,
        listsTensors: Bool = false
    ) -> CheckpointReport {
        var inspection = Inspection(source: source, path: path, isProven: isProven)
        inspection.listsTensors = listsTensors
        return inspection.run()
    }

    /// The same from the structure alone: no payload is held against its checksum or looked into, so that a
    /// file of any length costs a few reads. A file that breaks off is corrupt here already; one that is not
    /// need not be whole.
    public static func outline(_ source: any ByteSource, path: String) -> CheckpointReport {
        var inspection = Inspection(source: source, path: path)
        inspection.readsPayloads = false
        return inspection.run()
    }

    private static let extensions: Set<String> = [
        "bin", "ckpt", "engine", "onnx", "pt", "pth", "safetensors",
    ]

    /// Whether a file is worth inspecting: by its name, or by its first bytes (16 are enough).
    ///
    /// Cheap and generous: a zip archive or a pickle of any kind counts, and what it is, `inspect` says.
    public static func looksLikeCheckpoint(name: FileName, head: [UInt8]) -> Bool {
        let last = name.last.bytes
        if let dot = last.lastIndex(of: 0x2E), dot > 0,
            extensions.contains(String(decoding: last[(dot + 1)...], as: UTF8.self).lowercased())
        {
            return true
        }
        return FormatSniffer.isArchive(head) || FormatSniffer.isPickle(head)
            || FormatSniffer.isSafetensors(head)
    }
}
