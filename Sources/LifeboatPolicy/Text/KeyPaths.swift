/// Key paths as problems show them: `tiers[1].path`, `objectives["odd key"]`.
enum KeyPaths {
    static func member(_ path: String, _ key: String) -> String {
        guard isWord(key) else { return "\(path)[\(Quote.text(key))]" }
        return path.isEmpty ? key : "\(path).\(key)"
    }

    static func element(_ path: String, _ index: Int) -> String { "\(path)[\(index)]" }

    private static func isWord(_ key: String) -> Bool {
        !key.isEmpty && key.utf8.count <= 64
            && key.utf8.allSatisfy {
                $0 == 0x2D || $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                    || (0x61...0x7A).contains($0)
            }
    }
}
