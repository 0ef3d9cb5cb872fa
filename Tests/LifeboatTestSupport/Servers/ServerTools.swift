internal import Glibc
internal import LifeboatCore

/// The environment with the servers that tests talk to, made by `Tests/Servers/environment.sh`.
public struct ServerTools: Sendable {
    /// The directory of the environment.
    public let path: String

    /// The environment that `LIFEBOAT_SERVERS` names. A test that needs it fails without it: nothing is
    /// skipped.
    public static func current() throws -> ServerTools {
        guard let named = getenv("LIFEBOAT_SERVERS"), named[0] != 0 else {
            throw LifeboatError(
                .notFound,
                "LIFEBOAT_SERVERS does not name the environment of the test servers",
                hint: "Run `make test`, or first: export LIFEBOAT_SERVERS=\"$(Tests/Servers/environment.sh)\""
            )
        }
        return ServerTools(path: String(cString: named))
    }

    /// The path of one of its programs, as `weed`; throws where it is not there.
    public func program(_ name: String) throws -> String {
        let program = "\(path)/bin/\(name)"
        guard access(program, X_OK) == 0 else {
            throw LifeboatError(
                .notFound,
                "the environment of the test servers has no \(name)",
                path: program,
                hint: "Remove \(path) and run Tests/Servers/environment.sh again."
            )
        }
        return program
    }
}
