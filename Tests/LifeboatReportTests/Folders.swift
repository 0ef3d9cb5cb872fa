internal import FoundationEssentials

/// The goldens beside the tests, found from the place of this source file.
enum Folders {
    private static let goldens =
        "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Goldens"

    static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" }

    static func golden(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(goldens)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }

    static func record(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(goldens)/\(name)"))
    }
}
