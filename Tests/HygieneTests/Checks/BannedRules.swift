/// What the code of this repository never uses.
enum BannedRules {
    private static let clock = "take a WallClock, or a Stopwatch for elapsed time"
    private static let seams = ["Sources/LifeboatCore/Seams/"]
    private static let temporaryNames = ["Sources/LifeboatFiles/Trees/Directory+AtomicWrite.swift"]
    private static let program = ["Sources/lifeboat/"]
    /// Handles of C libraries that move between threads with one owner at a time.
    private static let handles = ["Sources/LifeboatHTTP/Curl/CurlHandle.swift"]
    private static let edges = ["Sources/LifeboatCommands/", "Tests/"]

    static let uses: [BannedUse] = [
        BannedUse("Date()", clock),
        BannedUse("Date.now", clock),
        BannedUse("clock_gettime", clock, allowed: seams),
        BannedUse("gettimeofday", clock, allowed: seams),
        BannedUse("ContinuousClock", clock, allowed: seams),
        BannedUse("SuspendingClock", clock, allowed: seams),
        BannedUse(
            "SystemRandomNumberGenerator",
            "take a RandomNumberGenerator",
            allowed: edges + temporaryNames
        ),
        BannedUse("ProcessInfo", "take what it would tell as a value from LifeboatCommands"),
        BannedUse("FileManager", "use Directory, Descriptor and TreeWalk of LifeboatFiles"),
        BannedUse("import Foundation", "import FoundationEssentials, and only where nothing else serves"),
        BannedUse("import XCTest", "import Testing"),
        BannedUse("print(", "return the text: only LifeboatCommands prints", allowed: edges),
        BannedUse(
            "getenv(",
            "take it as a value: only LifeboatCommands reads the environment",
            allowed: edges
        ),
        BannedUse(
            "environ",
            "take it as a value: only LifeboatCommands reads the environment",
            allowed: edges
        ),
        BannedUse("exit(", "throw: only LifeboatCommands ends the process", allowed: edges + program),
        BannedUse("try!", "use try, and let the error reach the one who can say what to do"),
        BannedUse("as!", "use as? and say what is wrong"),
        BannedUse("@unchecked Sendable", "use a Mutex, or a value", allowed: handles),
        BannedUse("nonisolated(unsafe)", "use a Mutex, or a value"),
        BannedUse("fatalError(", "throw a LifeboatError, or preconditionFailure where it cannot happen"),
    ]

    /// Everything that is banned, by name or by its form.
    static func violations(in source: SwiftSource) -> [Violation] {
        uses.flatMap { $0.violations(in: source) } + unseeded(source) + forced(source)
    }

    /// Random calls that choose their own generator.
    private static func unseeded(_ source: SwiftSource) -> [Violation] {
        ["random", "shuffled", "shuffle", "randomElement"].flatMap { name in
            source.code.enumerated().filter { _, line in
                line.contains(".\(name)(") && !line.contains("using:")
            }.map { index, _ in
                source.violation(index + 1, "uses `.\(name)(` without `using:`: pass the generator on")
            }
        }
    }

    /// `!` right after a value: a forced unwrap, or a type that is unwrapped by itself.
    private static func forced(_ source: SwiftSource) -> [Violation] {
        source.code.enumerated().filter { isForced(Array($1.utf8)) }.map { index, _ in
            source.violation(index + 1, "unwraps by force: use guard let and say what is wrong")
        }
    }

    private static func isForced(_ line: [UInt8]) -> Bool {
        line.indices.dropFirst().contains { index in
            guard line[index] == 0x21, line.count == index + 1 || line[index + 1] != 0x3D else {
                return false
            }
            let before = line[line.index(before: index)]
            guard Token.isWord(before) || ")]\"`>".utf8.contains(before) else { return false }
            let word = String(
                decoding: line[..<index].reversed().prefix { Token.isWord($0) }.reversed(),
                as: UTF8.self
            )
            return word != "try" && word != "as"
        }
    }
}
