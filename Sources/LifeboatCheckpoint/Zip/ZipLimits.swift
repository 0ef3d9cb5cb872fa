/// Bounds on what a file may make this program hold in memory; far above every real checkpoint.
enum ZipLimits {
    static let entries = 500_000
    static let directoryBytes = 128 << 20
    static let nameBytes = 4096
    /// One deflated record, packed or unpacked: source code, never tensors.
    static let codeBytes = 64 << 20
}
