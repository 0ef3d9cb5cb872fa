internal import LifeboatCore

/// A program that writes credentials as JSON (`credential_process`).
struct ProcessCredentials: CredentialProvider {
    private let surroundings: CredentialSurroundings
    private let command: String

    /// The program and its arguments, in one line as the configuration has it.
    init(_ surroundings: CredentialSurroundings, command: String) {
        self.surroundings = surroundings
        self.command = command
    }

    /// See `CredentialProvider`. The arguments are not told: they may be secret.
    var place: String { "credential_process \(Self.words(command)?.first ?? "")" }

    /// See `CredentialProvider`.
    func find() throws -> AWSCredentials? {
        guard let words = Self.words(command), !words.isEmpty else {
            throw LifeboatError(
                .failed,
                "the command is empty, or a quotation does not end",
                path: place,
                hint: "Correct the profile's credential_process in the shared configuration file."
            )
        }
        let output = try surroundings.run(words)
        guard let version = (try? JSON.parse(output))?["Version"]?.intValue, version == 1 else {
            throw LifeboatError(
                .failed,
                "the answer is not JSON with \"Version\": 1",
                path: place,
                hint: "Run the program by hand, and compare with the format of credential_process."
            )
        }
        return try CredentialDocument.read(output, place)
    }

    /// The words of a command line, which may stand in quotation marks; nil when one does not end.
    static func words(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var rest = line[...]
        while let character = rest.popFirst() {
            if let open = quote {
                if character == open {
                    quote = nil
                } else if character == "\\", open == "\"", let next = rest.first, "\"\\".contains(next) {
                    word = (word ?? "") + String(rest.removeFirst())
                } else {
                    word = (word ?? "") + String(character)
                }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else if character == "\\", let next = rest.popFirst() {
                word = (word ?? "") + String(next)
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let done = word { words.append(done) }
        return quote == nil ? words : nil
    }
}
