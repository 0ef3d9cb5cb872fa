/// The version of this program.
public enum LifeboatVersion {
    /// Semantic version.
    public static let text = "0.1.0"
}
