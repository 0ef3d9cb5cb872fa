import Glibc
import LifeboatCore
import LifeboatFiles

/// What a program run by `/bin/sh` left behind.
struct ShellRun {
    let status: Int32
    let output: [UInt8]
    let errors: String

    /// Runs `/bin/sh` with these arguments; `scratch` holds its output meanwhile.
    init(_ arguments: [String], in scratch: String, environment: [String] = []) throws {
        let output = "\(scratch)/stdout"
        let errors = "\(scratch)/stderr"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = (["sh"] + arguments).map { strdup($0) } + [nil]
        let path =
            environment.contains { $0.hasPrefix("PATH=") } ? [] : ["PATH=/usr/bin:/bin:/usr/sbin:/sbin"]
        var variables: [UnsafeMutablePointer<CChar>?] = (path + environment).map { strdup($0) } + [nil]
        defer { for word in words + variables { free(word) } }
        var process: pid_t = 0
        let started = posix_spawn(&process, "/bin/sh", &actions, nil, &words, &variables)
        guard started == 0 else { throw SystemFailure.error(started, "start", "/bin/sh") }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        self.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
        self.output = try Descriptor.reading(output).contents(limit: 1 << 24)
        self.errors = String(decoding: try Descriptor.reading(errors).contents(limit: 1 << 24), as: UTF8.self)
    }
}
