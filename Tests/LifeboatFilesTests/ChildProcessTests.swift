import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@Suite("Child processes")
struct ChildProcessTests {
    private func run(
        _ script: String,
        input: [UInt8] = [],
        limit: Int = 1 << 20,
        onLine: (String) -> Void = { _ in }
    ) throws -> ChildOutcome {
        try ChildProcess(executable: "/bin/sh", arguments: ["-c", script]).run(
            input: input,
            outputLimit: limit,
            cancellation: Cancellation(),
            onLine: onLine
        )
    }

    @Test("A megabyte goes in and comes out, lines come one by one")
    func exchange() throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var lines: [String] = []
        let outcome = try run("echo one >&2; cat; printf 'two\nthree' >&2", input: bytes) { lines.append($0) }
        #expect(outcome.ending == .exited(0))
        #expect(outcome.output == bytes)
        #expect(lines == ["one", "two", "three"])
    }

    @Test("How it ended is told")
    func endings() throws {
        #expect(try run("exit 7").ending == .exited(7))
        #expect(try run("kill -9 $$").ending == .killed(9))
        #expect(throws: LifeboatError.self) {
            try ChildProcess(executable: "/no/such/program", arguments: []).run(
                input: [],
                outputLimit: 1,
                cancellation: Cancellation(),
                onLine: { _ in }
            )
        }
    }

    @Test("Input that nobody reads, and output without an end")
    func excess() throws {
        #expect(
            try run("exec 0<&-; exit 5", input: [UInt8](repeating: 1, count: 4 << 20)).ending == .exited(5)
        )
        let endless = try run("while true; do echo yes; done", limit: 1000)
        #expect(endless.isTruncated)
        #expect(endless.output.count == 1000)
        #expect(try !run("printf 1234", limit: 4).isTruncated)
    }

    @Test("It gets nothing of this process: environment, files, group")
    func freshness() throws {
        let outcome = try run("env; ls /proc/self/fd; ps -o pgid= -p $$ 2>/dev/null; echo $$")
        let text = String(decoding: outcome.output, as: UTF8.self)
        let names = text.split(separator: "\n").filter { $0.contains("=") }.compactMap {
            $0.split(separator: "=").first
        }
        #expect(Set(names).subtracting(["PWD", "SHLVL", "_", "OLDPWD"]) == ["PATH", "LANG"])
        let numbers = text.split(separator: "\n").compactMap { Int($0) }.filter { $0 < 100 }
        #expect(Set(numbers).isSubset(of: [0, 1, 2, 3]), "3 is the listing itself: \(text)")
    }

    @Test("A child in the background that keeps the output open does not hold up the end")
    func background() throws {
        let outcome = try run("sleep 1000 & exit 4")
        #expect(outcome.ending == .exited(4))
    }
}
