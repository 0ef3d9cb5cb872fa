import LifeboatCore
import Testing

@testable import LifeboatCheckpoint

@Suite("What loading a file would run")
struct SafetyTests {
    private typealias Value = PickleWriter.Value

    private func judge(_ module: String, _ name: String, called: Bool = true) -> CheckpointSafety {
        ImportPolicy.judge(ImportUse(module: module, name: name, isCalled: called))
    }

    private func safety(_ value: PickleWriter.Value) -> CheckpointSafety {
        Sample.inspect(Sample.zip(.dict([("ema", Sample.model), ("x", value)])).bytes).safety
    }

    @Test func whatBuildsDataIsSafe() {
        #expect(judge("collections", "OrderedDict") == .safe)
        #expect(judge("torch._utils", "_rebuild_tensor_v2") == .safe)
        #expect(judge("torch", "BFloat16Storage", called: false) == .safe)
        #expect(judge("torch.cuda", "FloatStorage", called: false) == .safe)
        #expect(judge("pathlib", "PosixPath") == .safe)
        #expect(judge("ultralytics.utils", "IterableSimpleNamespace") == .safe)
        #expect(judge("ultralytics.nn.modules.block", "C2f", called: false) == .safe)
    }

    @Test func constructorsAndFunctionsOfModelLibrariesAreNot() {
        #expect(judge("ultralytics.nn.tasks", "DetectionModel") == .review)
        #expect(judge("ultralytics.nn.autobackend", "check_requirements", called: false) == .review)
        #expect(judge("ultralytics.nn.tasks", "parse_model") == .dangerous)
        #expect(judge("torch.nn.modules.container", "operator", called: false) == .review)
        #expect(judge("torch.nn.modulesque", "Linear", called: false) == .review)
    }

    @Test(
        arguments: [
            ("os", "system"), ("posix", "system"), ("nt", "system"), ("builtins", "eval"),
            ("__builtin__", "exec"),
            ("builtins", "getattr"), ("subprocess", "Popen"), ("sys", "modules"),
            ("pip._internal.cli.main", "main"),
            ("pip", "main"), ("importlib", "import_module"), ("runpy", "run_path"), ("pickle", "loads"),
            ("torch", "load"), ("torch.hub", "load"), ("torch.storage", "_load_from_bytes"),
            ("functools", "partial"),
            ("operator", "attrgetter"), ("multiprocessing.util", "spawnv_passfds"),
            ("asyncio.unix_events", "x"),
            ("torch._inductor.codecache", "compile_file"), ("torch.utils.collect_env", "run"),
            ("builtins", "eval.x"),
            ("torch.nn.modules.container", "os.system"), ("torch.serialization", "os.system"),
            ("types", "CodeType"),
        ]
    )
    func whatRunsCodeIsDangerous(module: String, name: String) {
        #expect(judge(module, name) == .dangerous)
        #expect(judge(module, name, called: false) == .dangerous)
    }

    @Test func unknownIsForReview() {
        #expect(judge("my_project.models", "Net", called: false) == .review)
        #expect(judge("collections", "namedtuple") == .review)
        let report = Sample.inspect(
            Sample.zip(.dict([("ema", Sample.model), ("x", .object("mine", "Net", []))])).bytes
        )
        #expect(report.safety == .review)
        #expect(report.codes.contains("checkpoint.unknown-import"))
        #expect(report.verdict == .inferenceOnly)
    }

    @Test func aBareClassIsSafeAndItsConstructorIsNot() {
        #expect(safety(.object("ultralytics.nn.modules.conv", "Conv", [])) == .safe)
        #expect(safety(.call(.global("ultralytics.nn.modules.conv", "Conv"), [])) == .review)
        // Handed to an allowed function, which calls it.
        let handed: Value = .call(
            .global("torch._tensor", "_rebuild_from_type_v2"),
            [.global("ultralytics.nn.tasks", "DetectionModel"), .none, .tuple([]), .none]
        )
        #expect(safety(handed) == .review)
    }

    @Test func aCallOfSomethingComputedIsForReview() {
        #expect(safety(.call(.call(.global("collections", "OrderedDict"), []), [])) == .review)
    }

    @Test func namesPutTogetherByStackAreSeen() {
        let system: [UInt8] = [0x8C, 2] + Array("os".utf8) + [0x8C, 6] + Array("system".utf8) + [0x93]
        #expect(safety(.raw(system)) == .dangerous)
        let computed: [UInt8] = [0x4E, 0x8C, 6] + Array("system".utf8) + [0x93]
        #expect(safety(.raw(computed)) == .dangerous)
    }

    @Test func thrownAwayImportsCount() {
        #expect(safety(.raw(Array("cos\nsystem\n0N".utf8))) == .dangerous)
    }

    @Test(arguments: [0x69, 0x6F, 0x82] as [UInt8])
    func instructionsThatHideImportsAreDangerous(opcode: UInt8) {
        #expect(safety(.raw([opcode])) == .dangerous)
    }

    @Test func everyPickleIsScannedWhateverItsName() {
        let attack = PickleWriter.pickle(.call(.global("os", "system"), [.text("true")]))
        for name in ["extra.pkl", "data/7", ".data/note", "deep/er.pkl"] {
            var zip = Sample.live
            zip.add(name, attack)
            #expect(Sample.inspect(zip.bytes).safety == .dangerous, "\(name)")
        }
    }

    @Test func aDangerousFileBehindABrokenPickleIsStillSeen() {
        let attack = Array("cos\nsystem\n(S'true'\ntR".utf8) + [0xFF]
        var zip = Sample.live
        zip.add("old.pkl", attack)
        #expect(Sample.inspect(zip.bytes).safety == .dangerous)
    }

    @Test func numbersThatLookLikeAPickleAreNone() {
        var zip = Sample.live
        zip.records[4].payload.replaceSubrange(0..<3, with: [0x80, 2, 0xFF])
        let report = Sample.inspect(zip.bytes)
        #expect(report.safety == .safe)
        #expect(report.findings == [])
    }

    @Test func aBarePickleIsScanned() {
        let report = Sample.inspect(PickleWriter.pickle(.call(.global("os", "system"), [.text("true")])))
        #expect(report.format == .unknown)
        #expect(report.safety == .dangerous)
    }
}
