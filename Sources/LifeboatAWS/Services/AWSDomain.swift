/// The domains below which AWS's services answer.
public enum AWSDomain {
    private static let world = "amazonaws.com"
    private static let china = "amazonaws.com.cn"

    /// The domain of the services in a region.
    public static func name(in region: String) -> String { region.hasPrefix("cn-") ? china : world }

    /// Whether a host is one of AWS's.
    public static func contains(_ host: String) -> Bool {
        let host = host.lowercased()
        return [world, china].contains { host.hasSuffix(".\($0)") }
    }
}
