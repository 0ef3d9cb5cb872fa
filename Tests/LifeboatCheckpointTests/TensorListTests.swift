import LifeboatCore
import LifeboatTestSupport
import Testing

@testable import LifeboatCheckpoint

/// The expected lists are what PyTorch itself printed of the fixtures.
@Suite("Lists of tensors")
struct TensorListTests {
    private func list(_ path: String) throws -> [CheckpointTensor] {
        let source = MemorySource(try Fixture.bytes(path))
        return try #require(
            CheckpointInspector.inspect(source, path: path, listsTensors: true).tensorList
        )
    }

    private func lines(_ tensors: [CheckpointTensor]) -> [String] {
        tensors.map { "\($0.name) \($0.shape) \($0.type)" }.sorted()
    }

    @Test("views, types and empty tensors have PyTorch's names, shapes and types")
    func views() throws {
        #expect(
            try lines(list("odd/shared-views.pt")) == [
                "base [64] bfloat16", "bool [3] bool", "empty [0, 4] float16", "every_second [32] bfloat16",
                "int8 [128] int8", "scalar [] float64", "tail [16] bfloat16", "transposed [8, 8] bfloat16",
            ]
        )
        #expect(
            try lines(list("odd/newer-types.pt")) == [
                "float8 [10] float8_e4m3fn", "uint16 [10] uint16", "uint32 [10] uint32",
            ]
        )
    }

    @Test("the same weights have one list in both formats, the legacy form included")
    func formats() throws {
        let zip = try lines(list("odd/state-dict.pt"))
        #expect(
            zip == [
                "0.bias [16] float32", "0.weight [16, 8] float32", "2.bias [4] float32",
                "2.weight [4, 16] float32",
            ]
        )
        #expect(try lines(list("odd/model.safetensors")) == zip)
        let legacy = try lines(list("odd/legacy.pt"))
        #expect(try legacy == lines(list("odd/training-state.pt")))
        #expect(legacy.contains("optimizer_state_dict.state.3.exp_avg_sq [4] float32") && legacy.count == 16)
    }

    @Test("a pickled module's tensors are called as in its state_dict")
    func module() throws {
        let all = try list("live/weights/last.pt")
        // Tensors that are plain attributes are in no state_dict.
        let plain: Set = ["anchors", "stride", "strides"]
        let model = lines(
            all.filter { tensor in
                tensor.name.hasPrefix("ema.") && !plain.contains { tensor.name.hasSuffix(".\($0)") }
            }
        )
        #expect(model.count == 355, "\(model.filter { $0.split(separator: ".").count < 4 })")
        #expect(
            Hasher256.digest(of: model.joined(separator: "\n")).hex
                == "9d8224b296ab8fd153bf6014fda6cfffe991906bade08e3fd2c2ef83001468f1"
        )
        let report = try Fixture.inspect("live/weights/last.pt")
        #expect(all.count == report.tensors && report.tensorList == nil)
    }

    @Test("the record of a tensor is one of the report's")
    func records() throws {
        for path in ["odd/shared-views.pt", "odd/legacy.pt", "odd/model.safetensors"] {
            let report = CheckpointInspector.inspect(
                MemorySource(try Fixture.bytes(path)),
                path: path,
                listsTensors: true
            )
            let names = Set(report.records.map(\.name))
            #expect(try #require(report.tensorList).allSatisfy { names.contains($0.record) }, "\(path)")
        }
    }

    @Test("however deep it hangs, the name of a tensor is short")
    func deep() throws {
        // Ten thousand dictionaries in one another, each under a long key.
        var graph = PickleGraph()
        var inner = graph.add(.none)
        let bottom = inner
        for _ in 0..<10_000 {
            let key = graph.add(.text(String(repeating: "k", count: 90)))
            inner = graph.add(.dict([key, inner]))
        }
        graph.root = inner
        let name = TensorNames(graph).name(of: bottom)
        #expect(name.count < 500 && name.hasPrefix("…") && name.hasSuffix("kkk"))
    }
}
