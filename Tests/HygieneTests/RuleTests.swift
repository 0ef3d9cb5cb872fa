import Testing

/// Every rule reports a snippet that breaks it, and says nothing of one that does not.
struct RuleTests {
    @Test(
        arguments: [
            "let now = Date()", "let a = Int.random(in: 1...6)", "let a = list.shuffled()",
            "_ = ProcessInfo.processInfo",
            "FileManager.default", "internal import Foundation", "print(1)", "let a = getenv(name)",
            "try! run()",
            "let a = b as! Int", "let a = b!", "let a = b()!.c", "var a: Int!", "let a = b[0]!",
            "struct A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 1", "fatalError()", "exit(1)",
            "import XCTest", "ContinuousClock.now", "let a = \"\\(b!)\"",
        ]
    )
    func reportsWhatIsBanned(snippet: String) {
        #expect(
            BannedRules.violations(in: SwiftSource(path: "Sources/LifeboatVault/A.swift", snippet)).count == 1
        )
    }

    @Test(
        arguments: [
            "let a = Int.random(in: 1...6, using: &generator)", "if a != b, !c {}", "let a = !(b)",
            "// print(1)",
            "let a = \"try! b!\"", "internal import FoundationEssentials", "a!=b", "let a = try? b as? Int",
            "try !a",
        ]
    )
    func acceptsWhatIsNot(snippet: String) {
        #expect(BannedRules.violations(in: SwiftSource(path: "Sources/LifeboatVault/A.swift", snippet)) == [])
    }

    @Test func printingBelongsToCommandsAndTests() {
        for path in ["Sources/LifeboatCommands/A.swift", "Tests/LifeboatCoreTests/A.swift"] {
            #expect(BannedRules.violations(in: SwiftSource(path: path, "print(1)")) == [])
        }
    }

    @Test func reportsWhatIsTooLong() {
        let lines = (0..<400).map { "let a\($0) = 1\n" }.joined()
        #expect(sizes("Sources/T/A.swift", lines).isEmpty)
        #expect(sizes("Sources/T/A.swift", lines + "let b = 1\n").count == 1)
        #expect(sizes("Tests/T/A.swift", lines + "let b = 1\n").isEmpty)
        #expect(sizes("Sources/T/A.swift", "let a = " + String(repeating: "1", count: 103)).count == 1)
        #expect(sizes("Sources/T/a/b/c/A.swift", "").isEmpty)
        #expect(sizes("Sources/T/a/b/c/d/A.swift", "").count == 1)
    }

    @Test(arguments: ["func a()", "init()", "var a: Int", "func a(b: () -> Void = {}) -> [Int: Int]"])
    func reportsLongFunctions(head: String) {
        let body = String(repeating: "    a += 1\n", count: 68)
        #expect(sizes("Sources/T/A.swift", "\(head) {\n\(body)}\n").isEmpty)
        #expect(sizes("Sources/T/A.swift", "\(head) {\n\(body)    a += 1\n}\n").count == 1)
    }

    @Test func requirementsAndStoredPropertiesHaveNoBody() {
        let body = String(repeating: "    a += 1\n", count: 80)
        let source =
            "protocol P {\n    func a()\n    var b: Int { get }\n}\nvar c: Int\nstruct S {\n\(body)}\n"
        #expect(SwiftSource(path: "A.swift", source).functions.map(\.name) == ["b"])
    }

    @Test(
        arguments: [
            ("A.swift", "public struct A {}\npublic enum B {}", 1), ("A.swift", "public struct B {}", 1),
            ("A.swift", "struct A { struct B {} }\nextension B.C {}", 0),
            ("A+Text.swift", "extension A {}", 0),
            ("A+Text.swift", "extension B {}", 1), ("A.swift", "extension [Int] {}", 0),
            ("A.swift", "public func b() {}", 0),
            ("A.swift", "public struct A {}\nprivate struct B {}", 0),
            ("A.swift", "public final class A { public class func b() {} }", 0),
        ]
    )
    func reportsNamesThatDoNotFit(name: String, text: String, count: Int) {
        #expect(NameRules.violations(in: SwiftSource(path: "Sources/T/\(name)", text)).count == count)
    }

    @Test(
        arguments: [
            ("LifeboatVault", "public import LifeboatRecovery", 1),
            ("LifeboatVault", "internal import LifeboatPolicy", 1),
            ("LifeboatVault", "import struct LifeboatCore.Digest", 0),
            ("LifeboatVault", "@testable import Yams", 1),
            ("LifeboatPolicy", "internal import Yams", 0), ("LifeboatCheckpoint", "internal import Glibc", 1),
            ("LifeboatNowhere", "", 1), ("LifeboatVault", "internal import Unheard", 1),
        ]
    )
    func reportsImportsThatGoUp(target: String, text: String, count: Int) {
        #expect(
            ImportRules.violations(in: SwiftSource(path: "Sources/\(target)/A.swift", text)).count == count
        )
    }

    @Test(
        arguments: [
            ("A.swift", "\"Run `lifeboat protect`.\"", 0), ("A.swift", "\"Run `lifeboat schedule`.\"", 1),
            ("A.swift", "\"see (`lifeboat \"\n    + \"schedule`).\"", 1),
            ("a.md", "Run `lifeboat\nplan x`.", 0),
            ("a.md", "Run `lifeboat\nsell`.", 1), ("a.md", "every `lifeboat VERB` and `lifeboat --help`", 0),
        ]
    )
    func reportsVerbsThatAreNone(name: String, text: String, count: Int) {
        let file = RepositoryFile(path: name, text: text)
        #expect(VerbRules.violations(in: [file], verbs: ["protect", "plan"]).count == count)
    }

    @Test func reportsSamplesThatAreStale() {
        let script = RepositoryFile(path: "demo.sh", text: "say \"Protect\"")
        let source = RepositoryFile(path: "A.swift", text: "hint: \"Is its disk \"\n    + \"mounted?\"")
        func count(_ text: String) -> Int {
            let document = RepositoryFile(path: "README.md", text: text)
            return DemoRules.violations(in: document, script: script, sources: [source]).count
        }
        #expect(
            count("== Protect\nwarning: disk: gone [a.b]\n  hint: Is its disk mounted?\n== Done in 5 s") == 0
        )
        #expect(count("== Drill") == 1)
        #expect(count("warning: disk: gone [a.b]\n  hint: Check the path.\n  \u{2192} Do it.") == 2)
    }

    private func sizes(_ path: String, _ text: String) -> [Violation] {
        SizeRules.violations(in: SwiftSource(path: path, text))
    }
}
