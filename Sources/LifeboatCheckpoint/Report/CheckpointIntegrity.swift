/// Whether the bytes are those that were written.
public enum CheckpointIntegrity: String, Sendable, CaseIterable {
    /// Checksums inside the file prove every record, and the structure holds.
    case intact
    /// The structure or a checksum is wrong.
    case corrupt
    /// The structure holds as far as the format lets it be checked, but nothing in the file proves the
    /// content.
    case unverifiable
}
