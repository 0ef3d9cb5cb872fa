import LifeboatCheckpoint
import LifeboatCore
import Testing

@Suite("safetensors")
struct SafetensorsTests {
    private func file(_ header: String, bytes: Int) -> [UInt8] {
        Little.u64(header.utf8.count) + Array(header.utf8) + [UInt8](repeating: 1, count: bytes)
    }

    private func code(_ header: String, bytes: Int) -> Set<String> {
        let report = Sample.inspect(file(header, bytes: bytes))
        #expect(report.format == .safetensors)
        #expect(report.integrity == .corrupt)
        #expect(report.verdict == .unusable)
        return report.codes
    }

    @Test func validFile() {
        let header = """
            {"__metadata__":{"format":"pt"},"b":{"dtype":"BF16","shape":[],"data_offsets":[24,26]},\
            "a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
            "c":{"dtype":"F4","shape":[4],"data_offsets":[26,28]},\
            "empty":{"dtype":"F64","shape":[0,9],"data_offsets":[28,28]}}
            """
        let report = Sample.inspect(file(header, bytes: 28))
        #expect(report.integrity == .unverifiable)
        #expect(report.training == .weightsOnly)
        #expect(report.verdict == .inferenceOnly)
        #expect(report.safety == .safe)
        #expect(report.tensors == 4)
        #expect(report.parameters == 11)
        #expect(report.framework == "pytorch")
        #expect(report.records.map(\.name) == ["a", "b", "c", "empty"])
        #expect(report.records[1].offset == 8 + header.utf8.count + 24)
        #expect(report.codes == ["checkpoint.no-checksums"])
    }

    @Test func cutAndLengthened() {
        let header = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
        #expect(code(header, bytes: 7) == ["checkpoint.truncated"])
        #expect(code(header, bytes: 9) == ["checkpoint.trailing-bytes"])
        let inside = Sample.inspect(Array(file(header, bytes: 8).prefix(30)))
        #expect(inside.codes == ["checkpoint.truncated"])
    }

    @Test func tensorsThatDoNotFitTheirPlace() {
        let cases = [
            #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#,
            #"{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,8]}}"#,
            #"{"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}"#,
            #"{"a":{"dtype":"F32","shape":[9223372036854775807,9],"data_offsets":[0,8]}}"#,
            #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
        ]
        for header in cases {
            #expect(code(header, bytes: 8) == ["checkpoint.record-size"], "\(header)")
        }
    }

    @Test func brokenStructure() {
        let cases = [
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
            #"{"a":{"dtype":"I8","shape":[],"data_offsets":[0,1]},"#
                + #""b":{"dtype":"F64","shape":[],"data_offsets":[0,8]}}"#,
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, #"{"a":{"dtype":"F32","shape":[2]}}"#,
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{}}"#, #"{"a":1}"#, #"{"a""#,
            #"{"__metadata__":{"n":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8.5]}}"#,
        ]
        for header in cases {
            #expect(code(header, bytes: 8) == ["checkpoint.damaged-structure"], "\(header)")
        }
    }

    @Test func withoutTensorsItIsOfNoUse() {
        #expect(Sample.inspect(file("{}", bytes: 0)).verdict == .unusable)
    }
}
