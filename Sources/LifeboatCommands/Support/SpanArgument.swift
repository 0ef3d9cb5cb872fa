internal import ArgumentParser
internal import LifeboatCore

/// A duration on the command line.
enum SpanArgument {
    @Sendable static func parse(_ text: String) throws -> Double {
        guard let seconds = TimeSpan.parse(text) else {
            throw ValidationError(
                "\"\(text)\" is not a duration; write it with a unit, as in 90s, 10m, 6h or 7d"
            )
        }
        return seconds
    }
}
