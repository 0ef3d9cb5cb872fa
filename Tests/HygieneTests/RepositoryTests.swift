import Testing

/// The rules of this repository, held against the repository itself.
struct RepositoryTests {
    let repository: Repository

    init() throws { repository = try Repository.current.get() }

    @Test func theRepositoryIsRead() {
        #expect(repository.has("Package.swift"))
        #expect(repository.has("Tests/HygieneTests/RepositoryTests.swift"))
        #expect(repository.sources.count > 100)
        #expect(!repository.has(".build"))
    }

    @Test func filesFunctionsAndLinesAreShort() {
        expectNone(repository.sources.flatMap(SizeRules.violations))
    }

    @Test func filesAreNamedAfterTheirType() {
        expectNone(repository.sources.flatMap(NameRules.violations))
    }

    @Test func nothingBannedIsUsed() {
        expectNone(repository.sources.flatMap(BannedRules.violations))
    }

    @Test func importsGoDownwards() {
        expectNone(repository.sources.flatMap(ImportRules.violations))
    }

    @Test func textsAreTidy() {
        expectNone(repository.files.flatMap(TextRules.violations))
    }

    @Test func documentsHaveOneTitleAndLinksThatLeadSomewhere() {
        let documents = repository.files.filter { $0.kind == "md" && !$0.isTestData }
        #expect(!documents.isEmpty)
        expectNone(documents.flatMap { MarkdownRules.violations(in: $0, exists: repository.has) })
    }

    @Test func theTopHoldsWhatBelongsThere() {
        expectNone(LayoutRules.top(repository.files.map(\.path)))
    }

    @Test func everyTargetHasItsLayer() {
        expectNone(LayoutRules.targets(repository.files.map(\.path), rows: Layers.rows))
    }

    @Test func theArchitectureDocumentHasTheSameLayers() throws {
        let document = try #require(repository.files.first { $0.path == "docs/architecture.md" })
        #expect(LayoutRules.rows(in: document) == Layers.rows)
    }

    @Test func everyFindingIsExplained() throws {
        let document = try #require(repository.files.first { $0.path == "docs/findings.md" })
        expectNone(FindingRules.violations(in: repository.sources, document: document))
    }

    @Test func everyVerbThatIsNamedIsThere() {
        let verbs = VerbRules.verbs(in: repository.sources)
        #expect(verbs.isSuperset(of: ["protect", "restore", "plan", "vault", "gc"]))
        let files = repository.files.filter {
            $0.kind == "md" && !$0.isTestData || $0.kind == "swift" && $0.path.hasPrefix("Sources/")
        }
        expectNone(VerbRules.violations(in: files, verbs: verbs))
    }

    @Test func theReadMeShowsWhatTheDemoDoes() throws {
        let document = try #require(repository.files.first { $0.path == "README.md" })
        let script = try #require(repository.files.first { $0.path == "Tests/Demo/demo.sh" })
        let product = repository.sources.filter(\.isProduct).map(\.file)
        expectNone(DemoRules.violations(in: document, script: script, sources: product))
    }

    private func expectNone(_ violations: [Violation], _ location: SourceLocation = #_sourceLocation) {
        let text = violations.map(\.description).joined(separator: "\n")
        #expect(violations.isEmpty, "\n\(text)", sourceLocation: location)
    }
}
