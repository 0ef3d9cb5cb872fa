/// How a drill ended. There is no third way: what could not be tested has failed.
public enum DrillVerdict: String, Sendable, CaseIterable {
    /// Everything that was asked for was restored and is what it should be.
    case passed
    /// Something is wrong, or could not be tested.
    case failed
}
