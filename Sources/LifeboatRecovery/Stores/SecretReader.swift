public import LifeboatAWS
internal import LifeboatCore
public import LifeboatPolicy

/// Reads what the references of a policy lead to. Errors name the reference, never what stands there.
public struct SecretReader: Sendable {
    private let surroundings: CredentialSurroundings

    /// A reader of the surroundings' variables, files and programs.
    public init(_ surroundings: CredentialSurroundings) { self.surroundings = surroundings }

    /// The secret without white space at its ends. Throws when there is none.
    public func read(_ reference: SecretReference) throws -> String {
        let bytes: [UInt8]?
        switch reference {
        case .environment(let name): bytes = surroundings.environment[name].map { Array($0.utf8) }
        case .file(let path): bytes = try surroundings.readFile(path)
        case .command(let words): bytes = try surroundings.run(words)
        }
        let text = bytes.flatMap { String(validating: $0, as: UTF8.self) }
        let parts = text?.split(whereSeparator: \.isWhitespace) ?? []
        guard parts.count == 1 else {
            throw LifeboatError(
                .failed,
                parts.isEmpty ? "holds no secret" : "holds more than one word",
                path: reference.text,
                hint: "See that it is set where lifeboat runs, also under cron or systemd."
            )
        }
        return String(parts[0])
    }
}
