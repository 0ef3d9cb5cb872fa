internal import CPlatform
internal import Glibc
internal import LifeboatCore

extension Descriptor {
    /// As much as stays in the cache of a processor between its reading and its next use.
    public static let stepSize = 256 << 10

    /// Copies `count` bytes at `start` of another file to `offset` of this one and returns how many there
    /// were: fewer only where that file ends before.
    ///
    /// The kernel does it, and shares the blocks where the file system can; where it does not, the bytes pass
    /// through here.
    public func copy(_ count: Int, of file: Descriptor, at start: Int, to offset: Int) throws -> Int {
        var done = 0
        while done < count {
            let copied = lb_copy_range(
                file.number,
                Int64(start + done),
                number,
                Int64(offset + done),
                count - done
            )
            if copied == 0 { return done }
            if copied == -Int(EINTR) { continue }
            // Whatever it was: reading and writing either works or says which of the two files is to blame.
            if copied < 0 {
                return try done + pass(count - done, of: file, at: start + done, to: offset + done)
            }
            done += copied
        }
        return done
    }

    /// The same by reading and writing.
    func pass(_ count: Int, of file: Descriptor, at start: Int, to offset: Int) throws -> Int {
        var done = 0
        try file.forEachStep(from: start, count: count) { step in
            try write(step, at: offset + done)
            done += step.count
        }
        return done
    }

    /// Lends the bytes from `start` on to `body`, a step at a time and at most `count`; fewer where the file
    /// ends before.
    public func forEachStep(
        from start: Int,
        count: Int,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let size = max(1, min(count, Self.stepSize))
        try withUnsafeTemporaryAllocation(byteCount: size, alignment: 64) { buffer in
            var done = 0
            while done < count {
                let window = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(size, count - done)])
                let length = try read(at: start + done, into: window)
                if length > 0 { try body(UnsafeRawBufferPointer(rebasing: window[..<length])) }
                done += length
                if length < window.count { return }
            }
        }
    }
}
