internal import ArgumentParser
internal import LifeboatCore

/// A time on the command line.
enum TimeArgument {
    @Sendable static func parse(_ text: String) throws -> Timestamp {
        guard let time = Timestamp(text) else {
            throw ValidationError("\"\(text)\" is not a time; write it as 2026-11-23T15:00:00Z")
        }
        return time
    }
}
