/// How the experiments of a source are laid out below its path.
public enum SourceLayout: String, Sendable, Hashable, CaseIterable {
    /// Found out from what is there.
    case auto
    /// Run directories with `args.yaml` and `weights/`.
    case ultralytics
    /// Output directories with `checkpoint-N/` folders.
    case huggingface
    /// Directories with `checkpoints/*.ckpt`.
    case lightning
    /// Sharded directories with a `.metadata` file (PyTorch distributed checkpoint).
    case dcp
    /// No known layout: the source is one experiment.
    case plain
}
