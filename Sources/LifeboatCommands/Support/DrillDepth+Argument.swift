public import ArgumentParser
public import LifeboatPolicy

/// The depths of a drill are words of the command line.
extension DrillDepth: ExpressibleByArgument {
    /// The depths that are built: help and completions name no other.
    public static var allValueStrings: [String] {
        allCases.filter(Capabilities.current.drillDepths.contains).map(\.rawValue)
    }
}
