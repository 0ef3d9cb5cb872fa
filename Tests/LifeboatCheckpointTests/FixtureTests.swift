import LifeboatCheckpoint
import LifeboatCore
import Testing

@Suite("Files that the real frameworks wrote")
struct FixtureTests {
    private static let formats: [String: CheckpointFormat] = [
        "legacy": .torchLegacy, "safetensors": .safetensors, "torchscript": .torchScript, "zip": .torchZip,
    ]

    @Test func everyFactMeasuredWithPythonIsFound() throws {
        let expectations = try Fixture.expectations()
        #expect(expectations.count >= 15)
        for (path, facts) in expectations.sorted(by: { $0.key < $1.key }) {
            let report = try Fixture.inspect(path)
            let about = Comment(rawValue: "\(path): \(report.findings)")
            #expect(report.format == Self.formats[try facts.string("format")], about)
            #expect(report.size == facts["size"]?.intValue, about)
            #expect(report.integrity != .corrupt, about)
            if let tensors = facts["tensors"]?.intValue { #expect(report.tensors == tensors, about) }
            if let records = facts["records"]?.intValue { #expect(report.records.count == records, about) }
            if let parameters = facts["parameters"]?.intValue {
                #expect(report.parameters == parameters, about)
            }
            if report.format == .torchZip, let bytes = facts["storageBytes"]?.intValue {
                let stored = report.records.filter { $0.name.hasPrefix("data/") }.reduce(0) { $0 + $1.count }
                #expect(stored == bytes, about)
            }
            if facts["crc32"]?.boolValue == false { #expect(report.integrity == .unverifiable, about) }
            if facts["crc32"]?.boolValue == true { #expect(report.integrity == .intact, about) }
            if facts["version"]?.stringValue != nil { checkTraining(report, facts, about) }
        }
    }

    private func checkTraining(_ report: CheckpointReport, _ facts: JSON, _ about: Comment) {
        #expect(report.framework == "ultralytics", about)
        #expect(report.frameworkVersion == facts["version"]?.stringValue, about)
        #expect(report.epoch == facts["epoch"]?.intValue, about)
        #expect(report.epochs == facts["epochs"]?.intValue, about)
        #expect(report.bestFitness == facts["bestFitness"]?.doubleValue, about)
        #expect(report.fitness == facts["fitness"]?.doubleValue, about)
        #expect(report.date == facts["date"]?.stringValue, about)
        #expect(report.git == nil, about)
        for (name, value) in facts["trainArgs"]?.objectValue ?? [:] {
            #expect(report.trainArgs[name] ?? .null == value, about)
        }
        #expect(report.safety == .safe, about)
        let isLive = facts["hasOptimizer"]?.boolValue == true
        #expect(report.training == (isLive ? .resumable : .finished), about)
        #expect(report.verdict == (isLive ? .resumable : .inferenceOnly), about)
    }

    @Test func hostilePickleIsDangerousAndSaidSo() throws {
        let report = try Fixture.inspect("odd/hostile.pt")
        #expect(report.safety == .dangerous)
        #expect(report.integrity == .intact)
        #expect(report.codes.contains("checkpoint.dangerous-import"))
    }

    @Test func ordinaryOddFilesAreSafe() throws {
        for name in [
            "training-state.pt", "legacy.pt", "state-dict.pt", "model.safetensors", "newer-types.pt",
        ] {
            let report = try Fixture.inspect("odd/\(name)")
            #expect(report.safety == .safe, "\(name) \(report.findings)")
            #expect(report.verdict == .inferenceOnly, "\(name) \(report.findings)")
        }
    }
}
