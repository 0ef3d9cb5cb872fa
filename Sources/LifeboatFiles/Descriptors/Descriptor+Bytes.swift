internal import Glibc
internal import LifeboatCore

extension Descriptor {
    /// Reads up to `buffer.count` bytes at `offset`; fewer only at the end of the file.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var done = 0
        while done < buffer.count {
            let count = pread(
                number,
                buffer.baseAddress?.advanced(by: done),
                buffer.count - done,
                off_t(offset + done)
            )
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemFailure.current("read", path)
            }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// Up to `count` bytes at `offset`; fewer only at the end of the file.
    public func bytes(at offset: Int, count: Int) throws -> [UInt8] {
        guard count >= 0 else {
            throw LifeboatError(.corrupt, "a length below zero was asked for", path: path)
        }
        return try [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            done = try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// The whole file, which must not be longer than `limit`.
    public func contents(limit: Int) throws -> [UInt8] {
        let size = try facts().size
        guard size <= limit else {
            throw LifeboatError(
                .corrupt,
                "is \(ByteCount.text(size)); at most \(ByteCount.text(limit)) was expected",
                path: path
            )
        }
        // One byte more than its size: a file that grows meanwhile shows itself.
        let bytes = try bytes(at: 0, count: size + 1)
        guard bytes.count == size else { throw LifeboatError(.busy, "changed while it was read", path: path) }
        return bytes
    }

    /// Writes all of `buffer` at `offset`.
    public func write(_ buffer: UnsafeRawBufferPointer, at offset: Int) throws {
        var done = 0
        while done < buffer.count {
            let count = pwrite(
                number,
                buffer.baseAddress?.advanced(by: done),
                buffer.count - done,
                off_t(offset + done)
            )
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemFailure.current("write", path)
            }
            done += count
        }
    }

    /// Sets the length of the file; what is added is a hole.
    public func truncate(to size: Int) throws {
        guard ftruncate(number, off_t(size)) == 0 else { throw SystemFailure.current("set the length", path) }
    }
}
