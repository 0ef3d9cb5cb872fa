public import ArgumentParser
public import LifeboatPlan

/// The scenarios are words of the command line.
extension Scenario: ExpressibleByArgument {}
