internal import LifeboatCore

/// The profiles of the files that AWS's tools share: `~/.aws/config` and `~/.aws/credentials`, or where
/// `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` point.
public struct SharedProfiles: Sendable {
    /// The path of the configuration file.
    public let configuration: String
    /// The path of the credentials file.
    public let credentials: String
    private let configured: INIDocument
    private let secret: INIDocument

    /// Reads both files where they exist. Throws `failed`, with path and line, for what cannot be read.
    public init(_ surroundings: CredentialSurroundings) throws {
        configuration = surroundings.expanded(surroundings.variable("AWS_CONFIG_FILE") ?? "~/.aws/config")
        credentials = surroundings.expanded(
            surroundings.variable("AWS_SHARED_CREDENTIALS_FILE") ?? "~/.aws/credentials"
        )
        configured = try Self.read(configuration, surroundings)
        secret = try Self.read(credentials, surroundings)
    }

    private static func read(_ path: String, _ surroundings: CredentialSurroundings) throws -> INIDocument {
        guard let bytes = try surroundings.readFile(path) else { return INIDocument() }
        return try INIDocument(bytes, path: path)
    }

    /// The settings of a profile, or nil where neither file has it.
    func profile(_ name: String) -> SharedProfile? {
        // `[profile default]` counts before `[default]`; every other profile has the word in front.
        let plain = name == "default" ? configured.sections[name] : nil
        let settings = configured.sections["profile \(name)"] ?? plain
        let keys = secret.sections[name]
        if settings == nil, keys == nil { return nil }
        return SharedProfile(name: name, settings: settings ?? [:], keys: keys ?? [:])
    }

    /// The region that the surroundings decide on: `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's; nil
    /// where nobody does.
    public static func region(_ surroundings: CredentialSurroundings, profile: String? = nil) throws
        -> String?
    {
        let named = ["AWS_REGION", "AWS_DEFAULT_REGION"].lazy.compactMap(surroundings.variable).first
        if profile == nil, let named { return named }
        let name = profile ?? surroundings.variable("AWS_PROFILE") ?? "default"
        return try SharedProfiles(surroundings).profile(name)?["region"] ?? named
    }
}
