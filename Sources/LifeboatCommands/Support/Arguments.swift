public import ArgumentParser
public import LifeboatPlan
public import LifeboatPolicy

/// The depths of a drill are words of the command line.
extension DrillDepth: ExpressibleByArgument {}

/// The scenarios are words of the command line.
extension Scenario: ExpressibleByArgument {}
