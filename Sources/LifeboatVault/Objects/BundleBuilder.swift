public import LifeboatCore

/// Puts small files behind one another as a plain tar (POSIX.1-1988 ustar) with normalised headers.
///
/// A member is named by the digest of its content, so that the same files give the same bundle wherever they
/// lie; the listing knows which file each one is.
public struct BundleBuilder: Sendable {
    private static let block = 512
    private var bytes: [UInt8] = []

    /// An empty bundle.
    public init() {}

    /// Bytes so far, headers included.
    public var count: Int { bytes.count }

    /// Where the content of the next member will begin.
    public var nextOffset: Int { bytes.count + Self.block }

    /// The space that a member of this length takes, with its header and its padding.
    public static func space(for length: Int) -> Int { block + (length + block - 1) / block * block }

    /// Makes room at once for a bundle of this length: growing by doubling would take twice the memory.
    public mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Adds a member; its content begins at what `nextOffset` was.
    public mutating func append(_ content: [UInt8], digest: Digest) {
        bytes.append(contentsOf: Self.header(digest.hex, content.count))
        bytes.append(contentsOf: content)
        pad()
    }

    /// The finished tar, with the two zero blocks that end it.
    public consuming func finish() -> [UInt8] {
        bytes.append(contentsOf: repeatElement(0, count: 2 * Self.block))
        return bytes
    }

    private mutating func pad() {
        let rest = bytes.count % Self.block
        if rest > 0 { bytes.append(contentsOf: repeatElement(0, count: Self.block - rest)) }
    }

    /// Fields and widths as in the ustar table of POSIX.1: name 100, mode 8, uid 8, gid 8, size 12, mtime 12,
    /// checksum 8, type 1, link 100, magic 6, version 2; the rest zero.
    private static func header(_ name: String, _ size: Int) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: block)
        func put(_ text: String, _ at: Int) {
            header.replaceSubrange(at..<at + text.utf8.count, with: text.utf8)
        }
        put(name, 0)
        put("0000644", 100)
        put("0000000", 108)
        put("0000000", 116)
        put(octal(size, 11), 124)
        put("00000000000", 136)
        put("        ", 148)
        put("0", 156)
        put("ustar", 257)
        put("00", 263)
        put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ", 148)
        return header
    }

    private static func octal(_ value: Int, _ width: Int) -> String {
        let digits = String(value, radix: 8)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
