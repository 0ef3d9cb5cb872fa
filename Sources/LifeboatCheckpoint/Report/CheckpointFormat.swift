/// What a checkpoint file is, by its content; names count for nothing.
public enum CheckpointFormat: String, Sendable, CaseIterable {
    /// `torch.save` since PyTorch 1.6: a zip archive of stored records.
    case torchZip
    /// `torch.save` before 1.6: pickles followed by raw storages, or the older tar form.
    case torchLegacy
    /// `torch.jit.save`: a zip archive with code; a model to run, not a training state.
    case torchScript
    /// The safetensors format: a JSON header and raw tensors.
    case safetensors
    /// Something this version does not read.
    case unknown
}
