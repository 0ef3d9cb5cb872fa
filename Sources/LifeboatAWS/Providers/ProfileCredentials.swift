internal import LifeboatCore

/// A profile of the shared files: an access key, a role, or a program that gives one.
public struct ProfileCredentials: CredentialProvider {
    /// How many profiles may lead to one another.
    private static let depth = 8

    private let surroundings: CredentialSurroundings
    private let named: String?

    /// The profile of that name, which must exist; or the one of `AWS_PROFILE`, which must exist too; or
    /// `default`, if there is one.
    public init(_ surroundings: CredentialSurroundings, profile: String? = nil) {
        self.surroundings = surroundings
        named = profile ?? surroundings.variable("AWS_PROFILE")
    }

    /// See `CredentialProvider`.
    public var place: String { "profile \(named ?? "default")" }

    /// See `CredentialProvider`.
    public func find() throws -> AWSCredentials? {
        let profiles = try SharedProfiles(surroundings)
        guard let profile = profiles.profile(named ?? "default") else {
            guard let named else { return nil }
            throw missing(named, profiles)
        }
        let found = try credentials(profile, profiles, [])
        if found == nil, named != nil {
            throw problem(profile, "has neither an access key, nor a role, nor a credential_process")
        }
        return found
    }

    /// Roles count before keys, and the credentials file before the configuration, as in AWS's own tools.
    private func credentials(_ profile: SharedProfile, _ profiles: SharedProfiles, _ path: [String]) throws
        -> AWSCredentials?
    {
        guard !path.contains(profile.name), path.count < Self.depth else {
            throw problem(profile, "leads to itself: \((path + [profile.name]).joined(separator: " → "))")
        }
        if let role = profile["role_arn"] { return try assume(role, profile, profiles, path) }
        return try own(profile)
    }

    /// What the profile holds itself.
    private func own(_ profile: SharedProfile) throws -> AWSCredentials? {
        if let keys = SharedProfile.accessKey(profile.keys) { return keys }
        if let command = profile["credential_process"] {
            return try ProcessCredentials(surroundings, command: command).find()
        }
        if let keys = SharedProfile.accessKey(profile.settings) { return keys }
        guard profile["sso_session"] ?? profile["sso_start_url"] == nil else {
            throw LifeboatError(
                .unsupported,
                "profile \(profile.name) signs in through a browser (sso)",
                hint:
                    "Add `credential_process = aws configure export-credentials --profile \(profile.name)` to"
                    + " another profile, and name that."
            )
        }
        return nil
    }

    private func assume(
        _ role: String,
        _ profile: SharedProfile,
        _ profiles: SharedProfiles,
        _ path: [String]
    ) throws -> AWSCredentials {
        let tokens = STSClient(surroundings, region: profile["region"])
        let session = profile["role_session_name"]
        if let file = profile["web_identity_token_file"] {
            let token = try surroundings.token(at: file)
            return try tokens.assume(role, webIdentity: token, session: session)
        }
        guard profile["mfa_serial"] == nil else {
            throw LifeboatError(
                .unsupported,
                "profile \(profile.name) asks for a code (mfa_serial)",
                hint: "Use a profile that needs nobody to type, or a credential_process that asks for it."
            )
        }
        let source = try source(of: profile, profiles, path)
        return try tokens.assume(
            role,
            with: source,
            session: session,
            externalID: profile["external_id"],
            seconds: profile["duration_seconds"].flatMap { Int($0) }
        )
    }

    /// Who asks for the role.
    private func source(of profile: SharedProfile, _ profiles: SharedProfiles, _ path: [String]) throws
        -> AWSCredentials
    {
        if let name = profile["source_profile"] {
            guard let source = profiles.profile(name) else { throw missing(name, profiles) }
            // A profile may name itself, and means its own keys.
            let found =
                name == profile.name
                ? try own(source) : try credentials(source, profiles, path + [profile.name])
            guard let found else { throw problem(source, "has no credentials to ask for a role with") }
            return found
        }
        let provider: any CredentialProvider =
            switch profile["credential_source"] {
            case "Environment": EnvironmentCredentials(surroundings)
            case "Ec2InstanceMetadata": InstanceCredentials(surroundings)
            case "EcsContainer": ContainerCredentials(surroundings)
            case nil: throw problem(profile, "has a role_arn and no source_profile or credential_source")
            case let other?: throw problem(profile, "has the unknown credential_source \(other)")
            }
        guard let found = try provider.find() else {
            throw problem(profile, "finds no credentials to ask for a role with in \(provider.place)")
        }
        return found
    }

    private func missing(_ name: String, _ profiles: SharedProfiles) -> LifeboatError {
        LifeboatError(
            .failed,
            "there is no profile \(Printable.text(name))",
            path: profiles.configuration,
            hint: "Add it there or to \(profiles.credentials), or name another."
        )
    }

    private func problem(_ profile: SharedProfile, _ what: String) -> LifeboatError {
        LifeboatError(
            .failed,
            "profile \(Printable.text(profile.name)) \(Printable.text(what))",
            hint: "Correct the profile in the shared configuration file, or name another."
        )
    }
}
