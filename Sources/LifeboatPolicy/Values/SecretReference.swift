/// Where a secret is. The secret itself is never in a policy.
public enum SecretReference: Sendable, Hashable {
    /// The value of an environment variable.
    case environment(String)
    /// The content of a file at an absolute path.
    case file(String)
    /// What a program prints; the program and its arguments, run without a shell.
    case command([String])
}
