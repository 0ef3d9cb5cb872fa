import LifeboatCheckpoint
import LifeboatCore
import Testing

@Suite("Which files are checkpoints")
struct FormatTests {
    @Test(arguments: ["weights/last.pt", "a.PTH", "b.ckpt", "c.bin", "d.safetensors", "e.engine", "f.onnx"])
    func byName(name: String) {
        #expect(CheckpointInspector.looksLikeCheckpoint(name: FileName(name), head: []))
    }

    @Test(arguments: ["results.csv", "pt", ".pt", "weights.pt/readme", "a.pt.txt", ""])
    func otherNames(name: String) {
        #expect(
            !CheckpointInspector.looksLikeCheckpoint(name: FileName(name), head: Array("epoch,time".utf8))
        )
    }

    @Test func byContent() {
        let name = FileName("weights/backup")
        let heads: [[UInt8]] = [
            Sample.live.bytes, [0x80, 2, 0x7D], [0x80, 4, 0x95], Little.u64(200) + Array("{\"a\"".utf8),
        ]
        for head in heads {
            #expect(CheckpointInspector.looksLikeCheckpoint(name: name, head: Array(head.prefix(16))))
        }
        for head in [[], [0x50], [0x80], [0x80, 9], Little.u64(200)] as [[UInt8]] {
            #expect(!CheckpointInspector.looksLikeCheckpoint(name: name, head: head))
        }
    }

    @Test func namesCountForNothing() {
        let report = CheckpointInspector.inspect(MemorySource(Sample.live.bytes), path: "picture.jpg")
        #expect(report.format == .torchZip)
    }

    @Test func unknownContentSaysWhatIsSupported() {
        let report = Sample.inspect(Array("epoch,time\n1,2\n".utf8))
        #expect(report.format == .unknown)
        #expect(report.integrity == .unverifiable)
        #expect(report.verdict == .unusable)
        #expect(report.codes == ["checkpoint.format-unknown"])
        #expect(report.findings.first?.hint.contains("safetensors") == true)
    }

    @Test func jsonHasTheKeysOthersRelyOn() throws {
        let json = Sample.inspect(Sample.live.bytes).json
        let keys = [
            "path", "format", "verdict", "integrity", "training", "safety", "epoch", "epochs", "tensors",
            "parameters",
            "framework", "frameworkVersion", "findings",
        ]
        for key in keys { #expect(json[key] != nil, "\(key)") }
        #expect(try json.string("verdict") == "RESUMABLE")
        #expect(try json.int("epoch") == 2)
        #expect(!String(decoding: json.canonical, as: UTF8.self).contains("hunter2"))
        let damaged = Sample.inspect([]).json
        for key in keys { #expect(damaged[key] != nil, "\(key)") }
        #expect(damaged["tensors"] == .null)
    }

    @Test func manyFindingsOfOneKindAreBounded() {
        var zip = Sample.live
        for index in 0..<100 { zip.add("data/x\(index)", [1]) }
        let findings = Sample.inspect(zip.bytes).findings
        #expect(findings.count == 21)
        #expect(findings.last?.message == "and 80 more of the same")
    }
}
