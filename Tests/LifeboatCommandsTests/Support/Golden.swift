internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import Testing

/// Texts that are kept beside the tests: `RECORD_GOLDENS=1` writes them anew, and fails.
enum Golden {
    private static let folder =
        "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/Goldens"
    private static let isRecording = getenv("RECORD_GOLDENS").map { String(cString: $0) } == "1"

    /// Holds `text` against the golden `name`.
    static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        let directory = try Directory(folder)
        guard !isRecording else {
            try directory.write(Array(text.utf8), to: FileName(name), replacing: true)
            Issue.record("recorded \(name); run again without RECORD_GOLDENS", sourceLocation: sourceLocation)
            return
        }
        let golden = try directory.open(FileName(name)).contents(limit: 1 << 20)
        #expect(text == String(decoding: golden, as: UTF8.self), sourceLocation: sourceLocation)
    }

    /// `text` with every word of `names` replaced by what it stands for, longest first.
    static func text(_ text: String, _ names: [String: String]) -> String {
        let sorted = names.sorted { ($0.key.count, $0.key) > ($1.key.count, $1.key) }
        return sorted.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }
}
