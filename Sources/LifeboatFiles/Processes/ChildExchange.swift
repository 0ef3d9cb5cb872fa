internal import Glibc
internal import LifeboatCore

/// The conversation with one running child: writes, reads and watches for its end.
struct ChildExchange {
    /// How long one wait lasts, in milliseconds: the longest that a wish to stop goes unnoticed.
    private static let tick: Int32 = 50
    /// The longest line of standard error that is passed on in one piece.
    private static let lineLimit = 16 << 10

    let number: pid_t
    private var input: Descriptor?
    private var output: Descriptor?
    private var errors: Descriptor?
    private var toWrite: ArraySlice<UInt8>
    private let outputLimit: Int
    private var received: [UInt8] = []
    private var line: [UInt8] = []
    private var isTruncated = false
    private var ending: ChildEnding?

    init(
        number: pid_t,
        input: Descriptor,
        output: Descriptor,
        errors: Descriptor,
        toWrite: [UInt8],
        outputLimit: Int
    ) {
        self.number = number
        self.input = input
        self.output = output
        self.errors = errors
        self.toWrite = toWrite[...]
        self.outputLimit = outputLimit
    }

    /// Goes on until the child is gone and all it wrote is read. Throws `interrupted` as asked.
    mutating func run(_ cancellation: Cancellation, _ onLine: (String) -> Void) throws {
        while !isTruncated {
            try cancellation.check()
            // Asked before the descriptors are looked at: what it wrote before its end is read then.
            let isGone = hasExited()
            // What it started may outlive it and go on writing.
            if isGone { kill(-number, SIGKILL) }
            let isBusy = try step(timeout: isGone ? 0 : Self.tick, onLine)
            if isGone, !isBusy { break }
        }
        if !line.isEmpty { onLine(String(decoding: line, as: UTF8.self)) }
        end()
    }

    /// Ends the whole group and takes the status of its first process. Does nothing the second time.
    mutating func end() {
        guard ending == nil else { return }
        // The first process is not taken yet, so its number cannot belong to another group.
        kill(-number, SIGKILL)
        var status: Int32 = 0
        while waitpid(number, &status, 0) < 0, errno == EINTR {}
        ending = ChildEnding(waitStatus: status)
    }

    func outcome() -> ChildOutcome {
        ChildOutcome(ending: ending ?? .exited(-1), output: received, isTruncated: isTruncated)
    }

    private func hasExited() -> Bool {
        var info = siginfo_t()
        let result = waitid(P_PID, id_t(number), &info, WEXITED | WNOHANG | WNOWAIT)
        return result != 0 || info.si_signo == SIGCHLD
    }

    /// One round; true when something was read.
    private mutating func step(timeout: Int32, _ onLine: (String) -> Void) throws -> Bool {
        if toWrite.isEmpty { input = nil }
        var requests = [
            pollfd(fd: input?.number ?? -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: output?.number ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors?.number ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&requests, nfds_t(requests.count), timeout) > 0 else { return false }
        if requests[0].revents != 0 { write() }
        var isBusy = false
        if requests[1].revents != 0, let file = output {
            let bytes = Self.read(file)
            if bytes.isEmpty { output = nil }
            take(bytes)
            isBusy = !bytes.isEmpty
        }
        if requests[2].revents != 0, let file = errors {
            let bytes = Self.read(file)
            if bytes.isEmpty { errors = nil }
            take(bytes, onLine)
            isBusy = isBusy || !bytes.isEmpty
        }
        return isBusy
    }

    private mutating func write() {
        guard let input else { return }
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let count = toWrite.withUnsafeBytes { send(input.number, $0.baseAddress, $0.count, flags) }
        if count > 0 { toWrite = toWrite.dropFirst(count) }
        // A child that does not want its input may still do its work: its answer tells.
        if count < 0, errno != EAGAIN, errno != EINTR { toWrite = [] }
    }

    /// What is there; nothing at the end of the stream.
    private static func read(_ file: Descriptor) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
            var result = Glibc.read(file.number, buffer.baseAddress, buffer.count)
            while result < 0, errno == EINTR {
                result = Glibc.read(file.number, buffer.baseAddress, buffer.count)
            }
            count = max(0, result)
        }
    }

    private mutating func take(_ bytes: [UInt8]) {
        isTruncated = bytes.count > outputLimit - received.count
        received += bytes.prefix(outputLimit - received.count)
    }

    private mutating func take(_ bytes: [UInt8], _ onLine: (String) -> Void) {
        for byte in bytes {
            if byte == 0x0A || line.count == Self.lineLimit {
                onLine(String(decoding: line, as: UTF8.self))
                line.removeAll(keepingCapacity: true)
            }
            if byte != 0x0A { line.append(byte) }
        }
    }
}
