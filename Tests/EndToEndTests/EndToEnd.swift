internal import Testing

/// Everything that drives the built program, one test at a time: they measure moments within its runs.
@Suite("End to end", .serialized)
enum EndToEnd {}
