internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy
internal import LifeboatRecovery

extension Context {
    private static let policyLimit = 1 << 20

    /// Where the policy is: what was said, `LIFEBOAT_POLICY`, else `lifeboat.yaml` here.
    func policyPath(_ options: CommonOptions) -> String {
        absolute(options.policy ?? environment["LIFEBOAT_POLICY"] ?? "lifeboat.yaml")
    }

    /// Reads the policy with all its problems. Where there is none, a verb that can do without is told so:
    /// `orVault`.
    func readPolicy(_ options: CommonOptions, orVault: Bool = false) throws -> PolicyReading {
        let path = policyPath(options)
        let bytes = try Self.policyBytes(path, orVault: orVault)
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "/"
        return PolicyReader.read(
            bytes: bytes,
            file: path,
            environment: environment,
            home: home ?? "",
            baseDirectory: directory.isEmpty ? "/" : directory
        )
    }

    /// Whatever keeps the policy from being read is a matter of configuration: exit code 78, not 1.
    private static func policyBytes(_ path: String, orVault: Bool) throws -> [UInt8] {
        do {
            let file = try Descriptor.reading(path)
            let kind = try file.facts().kind
            guard kind == .file else {
                throw LifeboatError(
                    .policyInvalid,
                    "is a \(kind.rawValue), and a policy is a file",
                    path: path,
                    hint: "Name the YAML file itself with --policy FILE or $LIFEBOAT_POLICY."
                )
            }
            return try file.contents(limit: policyLimit)
        } catch let error as LifeboatError where error.code == .notFound {
            throw LifeboatError(
                .policyInvalid,
                "there is no policy",
                path: path,
                hint: "Write one with `lifeboat init`, or name it with --policy FILE or $LIFEBOAT_POLICY"
                    + (orVault ? ", or name a vault with --vault DIR: no policy is needed then." : ".")
            )
        } catch let error as LifeboatError {
            let message =
                error.code == .policyInvalid ? error.message : "cannot be read as a policy: \(error.message)"
            throw LifeboatError(.policyInvalid, message, path: path, hint: error.hint)
        }
    }

    /// The policy, when it has no error. Throws `policyInvalid` with every problem otherwise.
    func policy(_ options: CommonOptions, orVault: Bool = false) throws -> Policy {
        let reading = try readPolicy(options, orVault: orVault)
        do { return try reading.get() } catch let error as LifeboatError where orVault {
            throw LifeboatError(
                error.code,
                error.message,
                path: error.path,
                hint: "Correct it (`lifeboat policy check`), or go without it: name a vault with --vault DIR."
            )
        }
    }

    /// Local state, made where it is missing.
    func state() throws -> LocalState {
        let path = try stateDirectory
        do { return try LocalState(path: path) } catch let error as LifeboatError {
            throw Self.unusable(path, error)
        }
    }

    /// Local state for a verb that only looks and makes nothing: also for somebody who may only read it.
    func stateToRead() throws -> LocalState {
        let path = try stateDirectory
        do { _ = try Directory(path) } catch let error as LifeboatError {
            // Nothing there is nothing known; a file there is a mistake.
            let isMissing = error.code == .notFound && (try? Descriptor.reading(path)) == nil
            guard isMissing else { throw Self.unusable(path, error) }
        }
        return LocalState(lookingAt: path)
    }

    private static func unusable(_ path: String, _ error: LifeboatError) -> LifeboatError {
        LifeboatError(
            error.code,
            "the directory of local state cannot be used: \(error.message)",
            path: error.path ?? path,
            hint: (error.hint.map { $0 + " " } ?? "") + "LIFEBOAT_STATE names another directory."
        )
    }

    /// A progress that fits the console: a live bar on a terminal, a line a step otherwise.
    func progress(_ options: CommonOptions) -> any Progress {
        if options.quiet { return SilentProgress() }
        return console.columns > 0 ? BarProgress(console: console) : LineProgress(console: console)
    }
}
