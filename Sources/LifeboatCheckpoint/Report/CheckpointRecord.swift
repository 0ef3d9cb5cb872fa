/// One record of a checkpoint: a named run of payload bytes.
public struct CheckpointRecord: Sendable, Hashable {
    /// The name below the archive's common prefix, as in `data.pkl` and `data/12`; a tensor's name in
    /// safetensors.
    public let name: String
    /// Where the payload begins, in bytes from the start of the file.
    public let offset: Int
    /// How many bytes of payload there are.
    public let count: Int
    /// The CRC-32 that the file states for the payload; nil in formats without one and for
    /// deflated code, whose checksum is that of its content.
    public let crc: UInt32?

    /// Makes a record.
    public init(name: String, offset: Int, count: Int, crc: UInt32?) {
        self.name = name
        self.offset = offset
        self.count = count
        self.crc = crc
    }

    /// The payload's place in the file.
    public var range: Range<Int> { offset..<offset + count }
}
