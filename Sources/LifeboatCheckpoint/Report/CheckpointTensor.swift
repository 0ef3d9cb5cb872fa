public import LifeboatCore

/// One tensor of a checkpoint, as the file describes it; its numbers are not read.
public struct CheckpointTensor: Sendable, Hashable {
    /// Where it hangs in what was saved, as `ema.model.0.conv.weight`; a name that two tensors share is given
    /// twice.
    public let name: String
    /// The type of its elements in PyTorch's words, as `float16`.
    public let type: String
    /// Its extents, outermost first; none for a single number.
    public let shape: [Int]
    /// The record that holds its elements, as in `CheckpointReport.records`. Views share one.
    public let record: String

    /// Makes a tensor.
    public init(name: String, type: String, shape: [Int], record: String) {
        self.name = name
        self.type = type
        self.shape = shape
        self.record = record
    }

    /// For `inspect --tensors --json`.
    public var json: JSON {
        [
            "name": .string(Printable.text(name)), "type": .string(type),
            "shape": .array(shape.map { .number($0) }), "record": .string(Printable.text(record)),
        ]
    }
}
