internal import LifeboatTestSupport
internal import Testing

/// Every verb explains itself, with examples.
@Suite("Help and versions")
struct HelpTests {
    static let verbs: [[String]] = [
        ["init"], ["policy", "check"], ["policy", "show"], ["policy", "iam"],
        ["protect"], ["prune"], ["status"], ["inspect"],
        ["ls"], ["get"], ["diff"], ["plan"], ["restore"], ["drill"], ["report"], ["evidence", "show"],
        ["evidence", "verify"], ["vault", "init"], ["vault", "check"], ["vault", "gc"],
    ]

    @Test("a verb's help goes to standard output and has examples", arguments: verbs)
    func verb(_ words: [String]) throws {
        let run = CommandRun(words + ["--help"])
        #expect(run.status == 0)
        #expect(run.notes == "")
        #expect(run.out.contains("\nEXAMPLES\n  lifeboat \(words.joined(separator: " "))"))
        #expect(CommandRun(["help"] + words).out == run.out)
        #expect(run.out.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE: ") })
        try Golden.expect(run.out, is: "help-\(words.joined(separator: "-")).txt")
    }

    @Test(
        "the root and the groups name what is below them",
        arguments: [[], ["policy"], ["vault"], ["evidence"]]
    )
    func group(_ words: [String]) throws {
        let run = CommandRun(words + ["--help"])
        #expect(run.status == 0 && run.notes == "")
        let bare = CommandRun(words)
        let path = (["lifeboat"] + words).joined(separator: " ")
        #expect(bare.status == 64 && bare.out == "")
        #expect(bare.notes.hasPrefix("error: no verb is named\n  hint: The verbs are "), "\(bare.notes)")
        #expect(bare.notes.hasSuffix("; `\(path) --help` tells what each does.\n"), "\(bare.notes)")
        #expect(CommandRun(["--help"] + words).out == run.out)
        #expect(run.out.contains("\nEXAMPLES\n  lifeboat"))
        try Golden.expect(run.out, is: "help\(words.map { "-\($0)" }.joined()).txt")
    }

    @Test(
        "what a verb does where no tier is named",
        arguments: [
            (["ls"], "the first that answers"), (["evidence", "verify"], "every tier"),
            (["vault", "check"], "every tier"), (["vault", "gc"], "every tier"),
            (["plan"], "one that survives the scenario"),
        ]
    )
    func tierDefault(_ verb: [String], _ text: String) {
        let words = CommandRun(verb + ["--help"]).out.split { $0.isWhitespace }.joined(separator: " ")
        #expect(words.contains("The tier to use. Default: \(text)."), "\(words)")
    }

    @Test("the root names every verb")
    func root() {
        let text = CommandRun(["--help"]).out
        for verb in Set(Self.verbs.map { $0[0] }) { #expect(text.contains("\n  \(verb) "), "\(verb)") }
    }

    @Test("the version is three numbers on one line")
    func version() {
        let run = CommandRun(["--version"])
        #expect(run.status == 0 && run.notes == "")
        #expect(run.out.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test("completions for every shell", arguments: ["bash", "zsh", "fish"])
    func completions(_ shell: String) {
        let run = CommandRun(["--generate-completion-script", shell])
        #expect(run.status == 0 && run.notes == "")
        for word in ["protect", "restore", "dry-run", "evidence"] {
            #expect(run.out.contains(word), "\(word)")
        }
    }
}
