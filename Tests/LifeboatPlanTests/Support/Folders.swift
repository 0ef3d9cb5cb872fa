import LifeboatCore
import LifeboatFiles

@testable import LifeboatPlan

/// Files beside the tests and at the top of the package, found from the place of this source file.
enum Folders {
    static let package = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    static let goldens = package + "/Tests/LifeboatPlanTests/Goldens"
    static let runbooks = package + "/runbooks"
    static let templates = package + "/Sources/LifeboatPlan/Runbooks"
    static let fixtures = package + "/Tests/Fixtures"

    static func text(_ path: String) throws -> String {
        String(decoding: try Descriptor.reading(path).contents(limit: 1 << 24), as: UTF8.self)
    }

    static func write(_ text: String, _ path: String) throws {
        let parts = path.split(separator: "/")
        let directory = try Directory.make("/" + parts.dropLast().joined(separator: "/"))
        try directory.write(
            Array(text.utf8),
            to: FileName(parts.last.map(String.init) ?? ""),
            replacing: true
        )
    }
}
