import Testing

/// The rules for texts, documents and the layout, each held against a small example.
struct TextRuleTests {
    @Test(
        arguments: [
            ("a\nb\n", 0), (TextRules.conflicts[0] + " HEAD\n", 1), (TextRules.conflicts[1] + " b\n", 1),
            ("a", 1), ("a \nb\n", 1), ("a\tb\n", 1), ("a\r\n", 1), ("a\n\n", 1), ("", 0),
            ("// " + TextRules.unfinished[0] + ": later\n", 1),
            (TextRules.unfinished[2] + TextRules.unfinished[2] + "\n", 0),
            ("see " + TextRules.machinePaths[0] + "a\n", 1), ("s3:/" + TextRules.machinePaths[1] + "a\n", 0),
            ("/mnt" + TextRules.machinePaths[1] + "a\n", 0),
            ("https://" + TextRules.hosts[0] + "/simple\n", 1),
        ]
    )
    func reportsUntidyText(text: String, count: Int) {
        #expect(TextRules.violations(in: RepositoryFile(path: "docs/a.md", text: text)).count == count)
    }

    @Test func makefilesHaveTabsAndTestDataIsFree() {
        #expect(TextRules.violations(in: RepositoryFile(path: "Makefile", text: "a:\n\tb\n")) == [])
        #expect(TextRules.violations(in: RepositoryFile(path: "Tests/Fixtures/a.csv", text: "a \tb")) == [])
        #expect(TextRules.violations(in: RepositoryFile(path: "Tests/A/Goldens/a.md", text: "a \tb")) == [])
        #expect(TextRules.violations(in: RepositoryFile(path: "Tests/Fixtures/a.sh", text: "a")).count == 1)
        #expect(TextRules.violations(in: RepositoryFile(path: "docs/a.png", bytes: [0, 9])) == [])
    }

    @Test(
        arguments: [
            ("# A\n", 0), ("A\n", 1), ("# A\n# B\n", 1), ("# A\n```\n# B\n```\n", 0), ("# A\n[b](b.md)\n", 0),
            ("# A\n[b](gone.md)\n", 1), ("# A\n[b](../README.md#use) [c](#here) [d](https://a.b)\n", 0),
            ("# A\n`[b](gone.md)`\n", 0), ("# A\n[b](../../up.md)\n", 1), ("# A\n![b](./b.md \"text\")\n", 0),
        ]
    )
    func reportsDocuments(text: String, count: Int) {
        let file = RepositoryFile(path: "docs/a.md", text: text)
        let found = MarkdownRules.violations(in: file) { ["docs/b.md", "README.md"].contains($0) }
        #expect(found.count == count)
    }

    @Test func reportsStrangersAtTheTop() {
        let paths = ["README.md", "docs/a.md", "notes.txt", "tmp/a"]
        #expect(LayoutRules.top(paths).map(\.path) == ["notes.txt", "tmp/a"])
    }

    @Test func reportsTargetsWithoutARow() {
        let found = LayoutRules.targets(["Sources/A/a.swift", "Sources/B/b.swift"], rows: [["A"], ["C"]])
        #expect(found.map(\.path) == ["Sources/B", "Sources/C"])
    }

    @Test func readsTheRowsOfADocument() {
        let file = RepositoryFile(
            path: "a.md",
            text: "| targets | for |\n| --- | --- |\n| `A`, `B` | c |\n| `C` | `d` |\n"
        )
        #expect(LayoutRules.rows(in: file) == [["A", "B"], ["C"]])
    }

    @Test func reportsFindingsThatAreNotExplained() {
        let document = RepositoryFile(
            path: "a.md",
            text: "- `drill.a-b` (error): c.\n- `rpo.TIER`: d.\n`e.f`\n"
        )
        func messages(_ text: String) -> [String] {
            let source = SwiftSource(path: "Sources/LifeboatDrill/A.swift", text)
            return FindingRules.violations(in: [source], document: document).map(\.message)
        }
        #expect(messages("a(\"drill.a-b\", \"rpo.\\(tier.name)\", \"last.pt\", \"evidence.key\")") == [])
        #expect(messages("a(\"drill.c\", \"drill.a-b\", \"rpo.\\(b)\")") == ["drill.c is not in a.md"])
        #expect(messages("a(\"drill.a-b\")") == ["rpo.TIER is used nowhere: take it out"])
    }

    @Test(arguments: [
        (".build/a", true), (".build-x", true), ("a/.git", true), ("Package.resolved", true),
        ("a/demo", false), ("demo", true),
    ])
    func ignoresWhatVersionControlIgnores(path: String, isIgnored: Bool) {
        let rules = IgnoreRules(Array(".build*/\nPackage.resolved\n/demo/\n".utf8))
        let isDirectory = path != "Package.resolved"
        let first = path.split(separator: "/").first.map(String.init) ?? ""
        #expect(
            (rules.matches(path, isDirectory: isDirectory) || rules.matches(first, isDirectory: true))
                == isIgnored
        )
    }
}
