/// Whether a point holds all that it should.
public enum PointState: String, Sendable {
    /// Everything that was to be held is held.
    case complete
    /// Something had to be left out; the findings say what.
    case incomplete
}
