public import ArgumentParser
<<<<<<<< HEAD:Sources/LifeboatCommands/Support/Scenario+Argument.swift
public import LifeboatPlan

/// The scenarios are words of the command line.
extension Scenario: ExpressibleByArgument {}
========
public import LifeboatPolicy

/// The depths of a drill are words of the command line.
extension DrillDepth: ExpressibleByArgument {}
>>>>>>>> 75f8b32 (Run the demo before a change lands; one file an extension):Sources/LifeboatCommands/Support/DrillDepth+Argument.swift
