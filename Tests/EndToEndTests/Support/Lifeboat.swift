internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport

/// The built program, as these tests drive it.
struct Lifeboat: Sendable {
    /// The long run: many more tries, with other seeds.
    static let isCampaign = Campaign.isOn

    /// Its path.
    let binary: String
    private let site: Site

    /// The program at a site. The binary is `LIFEBOAT_BINARY`, or lies beside the test bundle.
    init(at site: Site) throws {
        self.site = site
        if let named = getenv("LIFEBOAT_BINARY") {
            binary = String(cString: named)
        } else {
            let own = try Directory("/proc/self").linkTarget(FileName("exe"))
            binary = "\(FileName(bytes: own).parent)/lifeboat"
        }
        guard access(binary, X_OK) == 0 else {
            throw LifeboatError(
                .notFound,
                "the program is not built",
                path: binary,
                hint: "Build it with `swift build`, or name it with LIFEBOAT_BINARY."
            )
        }
    }

    /// Starts the program.
    func start(_ arguments: [String]) throws -> Child { try spawn([binary] + arguments) }

    /// Runs the program to its end.
    func run(_ arguments: String...) throws -> Outcome { try finish(start(arguments)) }

    /// Runs a line of shell, in which `$LIFEBOAT` is the program.
    func shell(_ line: String) throws -> Outcome { try finish(spawn(["/bin/bash", "-c", line])) }

    /// Waits for a child and collects what it wrote.
    func finish(_ child: Child, limit: Double = 60) throws -> Outcome {
        let ending = child.wait(limit: limit)
        return Outcome(
            ending: ending,
            bytes: try Descriptor.reading(outPath).contents(limit: 1 << 30),
            notes: String(decoding: try Descriptor.reading(notesPath).contents(limit: 1 << 26), as: UTF8.self)
        )
    }

    private var outPath: String { site.place("stdout") }
    private var notesPath: String { site.place("stderr") }

    private func spawn(_ words: [String]) throws -> Child {
        var environment = site.environment
        environment["LIFEBOAT"] = binary
        return try Child(
            words,
            environment: environment,
            directory: site.path,
            out: outPath,
            notes: notesPath
        )
    }
}
