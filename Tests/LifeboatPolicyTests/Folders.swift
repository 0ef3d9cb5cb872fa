internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles

/// Files beside the tests and at the top of the package, found from the place of this source file.
enum Folders {
    static let goldens = parent(#filePath, 1) + "/Goldens"
    static let policies = parent(#filePath, 3) + "/policies"

    /// The names in `folder` that end in `suffix`, without it; none when the folder cannot be read.
    static func names(in folder: String, suffix: String) -> [String] {
        let names = (try? Directory(folder).names()) ?? []
        return names.map { String(decoding: $0, as: UTF8.self) }.filter { $0.hasSuffix(suffix) }
            .map { String($0.dropLast(suffix.count)) }.sorted()
    }

    static func bytes(_ path: String) -> [UInt8]? {
        try? Descriptor.reading(path).contents(limit: 1 << 20)
    }

    static func write(_ text: String, _ name: String) throws {
        try Directory(goldens).write(Array(text.utf8), to: FileName(name), replacing: true)
    }

    static var isRecording: Bool { getenv("RECORD_GOLDENS").map { String(cString: $0) } == "1" }

    private static func parent(_ path: String, _ levels: Int) -> String {
        "/" + path.split(separator: "/").dropLast(levels).joined(separator: "/")
    }
}
