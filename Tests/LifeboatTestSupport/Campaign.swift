internal import Glibc

/// The long run of the tests (`make campaign`): more of the same, with other seeds.
public enum Campaign {
    /// Whether this is one.
    public static let isOn = getenv("LIFEBOAT_CAMPAIGN").map { String(cString: $0) } == "1"
}
