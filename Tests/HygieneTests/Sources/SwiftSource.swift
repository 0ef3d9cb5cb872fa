/// One Swift file, with its code apart from its comments and texts.
struct SwiftSource: Sendable {
    /// The file.
    let file: RepositoryFile
    /// Its lines with comments and texts blanked.
    let code: [String]
    /// The words and signs of its code.
    let tokens: [Token]

    init(_ file: RepositoryFile) {
        let mask = Mask.code(of: file.bytes)
        self.file = file
        code = RepositoryFile(path: file.path, bytes: mask).lines
        tokens = Token.all(in: mask)
    }

    /// A source that is not on the disk.
    init(path: String, _ text: String) { self.init(RepositoryFile(path: path, text: text)) }

    /// The path, relative to the top of the repository.
    var path: String { file.path }

    /// The target that it belongs to; nil outside `Sources` and `Tests`.
    var target: String? {
        let components = file.components
        guard components.count > 2, ["Sources", "Tests"].contains(components[0]) else { return nil }
        return components[1]
    }

    /// Whether it is part of the product.
    var isProduct: Bool { path.hasPrefix("Sources/") }

    /// Something wrong with this file.
    func violation(_ line: Int = 0, _ message: String) -> Violation {
        Violation(path: path, line: line, message: message)
    }
}
