/// Says nothing.
public struct SilentProgress: Progress {
    /// Says nothing.
    public init() {}
    /// Says nothing.
    public func begin(_ step: String, total: Int?) {}
    /// Says nothing.
    public func advance(_ bytes: Int) {}
    /// Says nothing.
    public func end(_ summary: String) {}
}
