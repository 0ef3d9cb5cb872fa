/// One file of the repository, held as bytes and as lines.
struct RepositoryFile: Sendable {
    /// The path, relative to the top of the repository.
    let path: String
    /// The content.
    let bytes: [UInt8]
    /// Whether it is text: no zero byte.
    let isText: Bool
    /// The lines, without their ends; none for a file that is not text.
    let lines: [String]

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        isText = !bytes.contains(0)
        lines = isText ? RepositoryFile.lines(of: bytes) : []
    }

    init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }

    /// The components of the path.
    var components: [String] { path.split(separator: "/").map(String.init) }

    /// The last component.
    var name: String { components.last ?? "" }

    /// What follows the last dot of the name; empty when there is none.
    var kind: String { name.contains(".") ? name.split(separator: ".").last.map(String.init) ?? "" : "" }

    /// Whether it is test data, which is what its format wants it to be.
    var isTestData: Bool {
        guard components.first == "Tests" else { return false }
        let isProgram = ["swift", "sh", "py", "md"].contains(kind)
        return components.contains("Goldens") || (components.contains("Fixtures") && !isProgram)
    }

    private static func lines(of bytes: [UInt8]) -> [String] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }
}
