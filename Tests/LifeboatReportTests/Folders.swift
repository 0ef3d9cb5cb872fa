internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles

/// The goldens beside the tests, found from the place of this source file.
enum Folders {
    private static let goldens =
        "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Goldens"

    static var isRecording: Bool { getenv("RECORD_GOLDENS").map { String(cString: $0) } == "1" }

    static func golden(_ name: String) -> String? {
        let bytes = try? Descriptor.reading("\(goldens)/\(name)").contents(limit: 1 << 24)
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    static func record(_ text: String, _ name: String) throws {
        try Directory(goldens).write(Array(text.utf8), to: FileName(name), replacing: true)
    }
}
