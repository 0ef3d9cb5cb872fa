import LifeboatCore
import LifeboatFiles

/// Files beside the tests, found from the place of this source file.
enum Golden {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/Goldens"
        return try Descriptor.reading("\(folder)/\(name)").contents(limit: 1 << 20)
    }
}
