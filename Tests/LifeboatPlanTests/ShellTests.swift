import LifeboatTestSupport
import Testing

@testable import LifeboatPlan

/// Words with everything in them that means something to a shell.
let hostileWords = [
    "", " ", "a b", "'", "''", "\"", "$(touch owned)", "`touch owned`", "${HOME}", "a\nb", "\n", "a\\", "\\'",
    "*",
    "~", "~root", "=", "=a", "a=b", "-n", "--", "#", "a#b", "!", "é", "日本語", ";touch owned", "&", "|",
    ">owned",
    "a'$(touch owned)'b", "\t", "\r\n", "%s", "\u{1}", "{a,b}", "[a-z]", "?", "\u{1B}[2J%\\",
    "\u{202E}\u{9B}\r",
]

@Suite("Words for a shell")
struct ShellTests {
    @Test("reach a command as they are", arguments: ["/bin/sh"])
    func words(_ shell: String) throws {
        try withScratchDirectory { scratch in
            // printf gives each word back with a mark behind it: nothing may be split, expanded or run.
            let script = "cd '\(scratch)'\n" + "printf '%s<end>' \(Shell.line(hostileWords))"
            let run = try ShellRun(["-c", script], in: scratch)
            #expect(run.status == 0, "\(run.errors)")
            let expected = hostileWords.map { $0 + "<end>" }.joined()
            #expect(String(decoding: run.output, as: UTF8.self) == expected)
            let owned = try ShellRun(["-c", "[ ! -e '\(scratch)/owned' ]"], in: scratch)
            #expect(owned.status == 0)
        }
    }

    @Test("hold no zero byte")
    func zero() {
        #expect(Shell.quoted("a\0b") == "ab")
        #expect(Shell.quoted("a\0 b") == "'a b'")
    }

    @Test("over several lines are still one command")
    func lines() throws {
        try withScratchDirectory { scratch in
            let run = try ShellRun(["-c", Shell.list("printf '%s.'", hostileWords)], in: scratch)
            #expect(String(decoding: run.output, as: UTF8.self) == hostileWords.map { $0 + "." }.joined())
        }
    }
}
