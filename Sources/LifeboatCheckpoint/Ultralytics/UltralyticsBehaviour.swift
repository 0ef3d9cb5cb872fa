/// What `resume` does in which version, read in the trainer's `check_resume` and `setup_model` of each
/// release.
enum UltralyticsBehaviour {
    /// From here on `save_dir=` counts on resume; before, the recorded directory is written to.
    static let honoursSaveDir = FrameworkVersion(8, 4, 93)
    /// From here on `data=` counts on resume; before, only where the recorded path does not exist.
    static let honoursData = FrameworkVersion(8, 4, 153)
    /// Between these, a `pretrained` path of the first start is loaded over the weights of the checkpoint.
    static let replacesWeights = FrameworkVersion(8, 4, 44)..<FrameworkVersion(8, 4, 127)
    /// Makes a new run directory on resume, whatever is recorded.
    static let makesNewDirectory = FrameworkVersion(8, 3, 193)..<FrameworkVersion(8, 3, 194)
}
