import Testing

@testable import LifeboatPlan

@Suite("Runbooks")
struct RunbookTests {
    @Test("of the program are those of the repository", arguments: Scenario.allCases)
    func same(_ scenario: Scenario) throws {
        let file = try Folders.text("\(Folders.runbooks)/\(scenario.rawValue).md")
        guard Recording.isOn else {
            #expect(Runbook.text(scenario) == file)
            return
        }
        let words = scenario.rawValue.split(separator: "-")
        let type = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        let name = type.prefix(1).lowercased() + type.dropFirst()
        let body = file.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "        \($0)" }.joined(separator: "\n")
        let source =
            "extension Runbook {\n    /// `runbooks/\(scenario.rawValue).md`\n"
            + "    static let \(name) = \"\"\"\n"
            + "\(body)\n        \"\"\"\n}\n"
        try Folders.write(source, "\(Folders.templates)/Runbook+\(type).swift")
        Issue.record(
            "wrote the text of \(scenario.rawValue) into the sources; build again without RECORD_GOLDENS"
        )
    }

    @Test("use every name that there is a value for, and no other", arguments: Scenario.allCases)
    func names(_ scenario: Scenario) throws {
        let earlier = try Samples.point(epoch: 30, sequence: 5)
        let plan = try RecoveryPlan(Samples.request(scenario, Samples.point(), earlier))
        let known = Set(MarkdownPlan(plan: plan).values.keys)
        let used = Template(text: Runbook.text(scenario)).names
        #expect(used.subtracting(known).sorted() == [])
        #expect(used.isSuperset(of: ["steps", "times", "prediction", "why", "destroyed", "findings"]))
        let documented = try Folders.text("\(Folders.runbooks)/README.md")
        for name in known {
            #expect(documented.contains("`\(name)`"), "\(name) is not in runbooks/README.md")
        }
    }

    @Test("a template fills in once and leaves what it does not know")
    func template() {
        let template = Template(text: "{{a}} {{b}} {{c} {{ {{a}}")
        #expect(template.filled(["a": "{{b}}", "b": "2"]) == "{{b}} 2 {{c} {{ {{b}}")
    }
}
