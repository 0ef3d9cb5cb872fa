internal import ArgumentParser

/// How a verb tells what it has to tell.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Print one JSON document instead of text.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing but results, warnings and errors.")
    var quiet = false
}
