internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import Synchronization

/// A trainer that rewrites one checkpoint in place, over and over, as Python's `Path.write_bytes` does: the
/// same inode, truncated and written in several steps, never flushed.
final class TrainerWriter: Sendable {
    private let path: String
    private let versions: CheckpointVersions
    private let pause: Double
    private let chunk: Int
    private let begun = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)

    /// A writer that rests for `pause` seconds after each version and writes `chunk` bytes at a time.
    init(_ path: String, _ versions: CheckpointVersions, pause: Double, chunk: Int = 256 << 10) {
        self.path = path
        self.versions = versions
        self.pause = pause
        self.chunk = chunk
    }

    /// How many rewrites have begun.
    var rewrites: Int { begun.load(ordering: .acquiring) }

    /// Ends the training after the version that is being written.
    func stop() { isStopped.store(true, ordering: .releasing) }

    /// Writes until it is stopped.
    func run() throws {
        while !isStopped.load(ordering: .acquiring) {
            try write(versions.bytes[rewrites % versions.bytes.count])
            if pause > 0 { Pause.seconds(pause) }
        }
    }

    /// Writes one version.
    private func write(_ bytes: [UInt8]) throws {
        begun.wrappingAdd(1, ordering: .acquiringAndReleasing)
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw SystemFailure.error(errno, "open", path) }
        defer { close(file) }
        try bytes.withUnsafeBytes { buffer in
            for start in stride(from: 0, to: buffer.count, by: chunk) {
                let part = UnsafeRawBufferPointer(rebasing: buffer[start..<min(start + chunk, buffer.count)])
                guard Glibc.write(file, part.baseAddress, part.count) == part.count else {
                    throw SystemFailure.error(errno, "write", path)
                }
            }
        }
    }

    /// Runs `body` while this writer writes on a thread of its own, and stops it afterwards.
    func during(_ body: @escaping @Sendable () throws -> Void) throws {
        _ = try Workers(width: 2).map(2) { index in
            if index == 0 { return try self.run() }
            defer { self.stop() }
            try body()
        }
    }
}
