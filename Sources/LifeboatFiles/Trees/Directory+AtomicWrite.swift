internal import Glibc
public import LifeboatCore

extension Directory {
    /// Publishes a file in one step: filled by `fill` under another name, flushed, renamed, and its directory
    /// flushed.
    ///
    /// A crash leaves the old state or the new one, never a part. Returns false where `replacing` is off and
    /// the name is taken; the file that was there stays untouched. Directories that are missing on the way
    /// are made with `directoryMode`. Throws what `fill` throws.
    @discardableResult
    public func write(
        to name: FileName,
        replacing: Bool,
        mode: UInt32 = 0o666,
        directoryMode: UInt32 = 0o777,
        fill: (Descriptor) throws -> Void
    ) throws -> Bool {
        try check(name, orRoot: false)
        let parent = try makeDirectory(name.parent, mode: directoryMode)
        let (file, temporary) = try parent.createTemporary(mode: mode)
        do {
            try fill(file)
            try file.sync()
            if replacing {
                try parent.rename(temporary, to: name.last)
            } else if try !parent.renameExclusively(temporary, to: name.last) {
                try parent.removeFile(temporary)
                return false
            }
            try parent.descriptor.sync()
            return true
        } catch {
            // The first error is the one to tell; a left-over is swept by its name later.
            _ = try? parent.removeFile(temporary)
            throw error
        }
    }

    /// The same for bytes at hand.
    @discardableResult
    public func write(
        _ bytes: UnsafeRawBufferPointer,
        to name: FileName,
        replacing: Bool,
        mode: UInt32 = 0o666,
        directoryMode: UInt32 = 0o777
    ) throws -> Bool {
        try write(to: name, replacing: replacing, mode: mode, directoryMode: directoryMode) {
            try $0.write(bytes, at: 0)
        }
    }

    /// The same for an array of bytes.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: FileName, replacing: Bool, mode: UInt32 = 0o666) throws
        -> Bool
    {
        try bytes.withUnsafeBytes { try write($0, to: name, replacing: replacing, mode: mode) }
    }

    /// The start of every name that an unfinished write can leave behind.
    public static let temporaryPrefix = ".lifeboat-tmp-"

    /// At most 13 digits and letters that no other name of a temporary file has.
    public static func uniqueSuffix() -> String {
        // The one source of randomness that nobody passes in: nothing depends on the name but that no other
        // process has it, and a seed that repeats would make two of them collide.
        var random = SystemRandomNumberGenerator()
        return String(UInt64.random(in: .min ... .max, using: &random), radix: 36)
    }

    private func createTemporary(mode: UInt32) throws -> (Descriptor, FileName) {
        let name = FileName("\(Self.temporaryPrefix)\(getpid())-\(Self.uniqueSuffix())")
        return (try create(name, mode: mode), name)
    }
}
