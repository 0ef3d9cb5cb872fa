internal import CPlatform
internal import Glibc
public import LifeboatCore

/// A program that is run in a process group of its own, with nothing of this process but what it is given:
/// no open file, no signal setting, no environment.
public struct ChildProcess: Sendable {
    private let executable: String
    private let arguments: [String]
    private let environment: [String: String]

    /// What a program needs at least: where other programs are, and a language with UTF-8.
    public static let smallEnvironment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"]

    /// A program by its path; `arguments` come after its name.
    public init(
        executable: String,
        arguments: [String],
        environment: [String: String] = ChildProcess.smallEnvironment
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
    }

    /// Starts it, writes `input` to its standard input and closes that, and waits for it to end.
    ///
    /// Each line of its standard error goes to `onLine` as it comes. More than `outputLimit` bytes of output
    /// end it. When this returns or throws, every process of its group is gone. Throws `interrupted` when
    /// `cancellation` asks for it, and the error of the system when it cannot be started.
    public func run(
        input: [UInt8],
        outputLimit: Int,
        cancellation: Cancellation,
        onLine: (String) -> Void
    ) throws -> ChildOutcome {
        try cancellation.check()
        var exchange = try start(input: input, outputLimit: outputLimit)
        defer { exchange.end() }
        try exchange.run(cancellation, onLine)
        return exchange.outcome()
    }

    private func start(input: [UInt8], outputLimit: Int) throws -> ChildExchange {
        // Sockets, because writing to a pipe that nobody reads would end this process by a signal.
        let (inputHere, inputThere) = try pair()
        let (outputHere, outputThere) = try pair()
        let (errorsHere, errorsThere) = try pair()
        let words = [executable] + arguments
        let settings = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let number = words.withCStrings { argv in
            settings.withCStrings { envp in
                lb_spawn(executable, argv, envp, inputThere.number, outputThere.number, errorsThere.number)
            }
        }
        guard number > 0 else { throw SystemFailure.error(-number, "start the program", executable) }
        return ChildExchange(
            number: number,
            input: inputHere,
            output: outputHere,
            errors: errorsHere,
            toWrite: input,
            outputLimit: outputLimit
        )
    }

    /// Two connected descriptors above those that the child's own three get.
    private func pair() throws -> (Descriptor, Descriptor) {
        var numbers: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Self.streamKind, 0, &numbers) == 0 else {
            throw SystemFailure.current("connect a process", executable)
        }
        let low = numbers.map { Descriptor(number: $0, path: executable) }
        let high = try low.map { end in
            let number = fcntl(end.number, F_DUPFD_CLOEXEC, 3)
            guard number >= 3 else { throw SystemFailure.current("connect a process", executable) }
            return Descriptor(number: number, path: executable)
        }
        return (high[0], high[1])
    }

    private static let streamKind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
}

extension [String] {
    /// The texts as a C array of C strings, ended by a null, for the length of the call.
    fileprivate func withCStrings<R>(
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        var pointers: [UnsafeMutablePointer<CChar>?] = map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("never empty") }
            return body(base)
        }
    }
}
