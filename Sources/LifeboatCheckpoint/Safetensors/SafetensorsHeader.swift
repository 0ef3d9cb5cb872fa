internal import LifeboatCore

/// The header of a safetensors file: 8 bytes of length, that many bytes of JSON, then tensors without a gap
/// (the format's README and the reference reader's `validate`).
struct SafetensorsHeader {
    /// The longest header the format allows.
    static let formatLimit = 100_000_000
    /// The longest header read here; a hundred thousand tensors take about 10 MB.
    private static let limit = 32 << 20

    let records: [CheckpointRecord]
    let tensors: [CheckpointTensor]
    let parameters: Int
    let metadata: [String: JSON]

    /// Reads and checks the header against the size of the file; throws `Damage`, or what reading throws.
    init(from source: any ByteSource) throws {
        let length = try source.bytes(at: 0, count: 8).field(0, 8, of: "length of the header")
        guard let start = Checked.sum(8, length), start <= source.count else {
            throw Damage("checkpoint.truncated", "the file breaks off inside its header")
        }
        guard length <= Self.limit else {
            throw Damage("checkpoint.too-large", "the header has \(length) bytes, more than can be judged")
        }
        guard case .object(var members) = try Self.parse(try source.bytes(at: 8, count: length)) else {
            throw Damage("checkpoint.damaged-structure", "the header is not an object")
        }
        metadata = try Self.metadata(members.removeValue(forKey: "__metadata__"))
        let found = try members.map { try Self.tensor($0.key, $0.value) }
            .sorted {
                ($0.range.lowerBound, $0.range.upperBound, $0.name) < (
                    $1.range.lowerBound, $1.range.upperBound, $1.name
                )
            }
        var position = 0
        for tensor in found {
            guard tensor.range.lowerBound == position else {
                throw Damage(
                    "checkpoint.damaged-structure",
                    "there is a gap or an overlap before \(tensor.name)"
                )
            }
            position = tensor.range.upperBound
        }
        let available = source.count - start
        if position > available {
            throw Damage(
                "checkpoint.truncated",
                "the file lacks the last \(position - available) bytes of its tensors"
            )
        }
        if position < available {
            throw Damage(
                "checkpoint.trailing-bytes",
                "\(available - position) bytes stand behind the last tensor"
            )
        }
        tensors = found.map {
            CheckpointTensor(name: $0.name, type: $0.type, shape: $0.shape, record: $0.name)
        }
        records = found.map {
            CheckpointRecord(
                name: $0.name,
                offset: start + $0.range.lowerBound,
                count: $0.range.count,
                crc: nil
            )
        }
        parameters = found.reduce(0) { Checked.sum($0, $1.count) ?? Int.max }
    }

    private static func parse(_ bytes: [UInt8]) throws -> JSON {
        do {
            return try JSON.parse(bytes)
        } catch let error as LifeboatError {
            throw Damage("checkpoint.damaged-structure", "the header is \(error.message)")
        }
    }

    private static func metadata(_ value: JSON?) throws -> [String: JSON] {
        guard let value else { return [:] }
        guard let members = value.objectValue, members.values.allSatisfy({ $0.stringValue != nil }) else {
            throw Damage("checkpoint.damaged-structure", "the metadata of the header is not text")
        }
        return members
    }

    private static func tensor(_ name: String, _ value: JSON) throws -> (
        name: String, type: String, shape: [Int], range: Range<Int>, count: Int
    ) {
        guard let type = value["dtype"]?.stringValue, let shape = value["shape"]?.arrayValue,
            let offsets = value["data_offsets"]?.arrayValue, offsets.count == 2,
            let begin = offsets[0].intValue, let end = offsets[1].intValue, 0 <= begin, begin <= end
        else { throw Damage("checkpoint.damaged-structure", "the entry of \(name) is malformed") }
        let sizes = shape.compactMap(\.intValue)
        guard sizes.count == shape.count, let count = Checked.product(sizes),
            SafetensorsType.bytes(type, count: count) == end - begin
        else {
            throw Damage("checkpoint.record-size", "\(name) has another length than its type and shape need")
        }
        return (name, SafetensorsType.name(type), sizes, begin..<end, count)
    }
}
