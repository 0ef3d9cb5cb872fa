extension SecretReference {
    /// The form a policy has: `env:NAME`, `file:PATH`, `command:ARGV`.
    ///
    /// Paths and words that need it are quoted so that reading gives the same reference back.
    public var text: String {
        switch self {
        case .environment(let name): "env:\(name)"
        case .file(let path): "file:\(PathExpander.escape(path))"
        case .command(let words): "command:" + words.map(Self.quoted).joined(separator: " ")
        }
    }

    /// A letter or `_`, then letters, digits and `_` (POSIX.1-2017, Base Definitions 8.1).
    static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first), name.utf8.count <= 255 else {
            return false
        }
        return name.utf8.allSatisfy {
            $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                || (0x61...0x7A).contains($0)
        }
    }

    /// Splits at spaces; single and double quotes hold words together, nothing else is special.
    /// Nil when a quote is not closed or there is no word.
    static func words(_ text: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " || character == "\t" {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        guard quote == nil, words.first?.isEmpty == false else { return nil }
        return words
    }

    private static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && !word.contains { $0 == " " || $0 == "\t" || $0 == "'" || $0 == "\"" }
        if isPlain { return word }
        if !word.contains("'") { return "'\(word)'" }
        return word.split(separator: "'", omittingEmptySubsequences: false).map {
            $0.isEmpty ? "" : "'\($0)'"
        }
        .joined(separator: "\"'\"")
    }
}
