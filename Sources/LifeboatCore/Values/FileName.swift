/// A path below some root as the file system has it: bytes, `/` between components, no leading `/`.
///
/// Linux file names need not be text. They are carried as bytes and shown as text.
public struct FileName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The bytes; empty for the root itself.
    public let bytes: [UInt8]

    /// From bytes that the file system gave.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// From text.
    public init(_ text: String) { bytes = Array(text.utf8) }

    /// The name as text where it is UTF-8, else nil.
    public var text: String? { String(validating: bytes, as: UTF8.self) }

    /// For people, and for names that are typed: bytes that are not UTF-8 show as `\xff`, so that two such
    /// names stay two; control characters are escaped.
    public var description: String { Printable.text(text ?? Printable.text(bytes: bytes)) }

    /// The components.
    public var components: [ArraySlice<UInt8>] { bytes.split(separator: 0x2F) }

    /// The last component.
    public var last: FileName { FileName(bytes: components.last.map(Array.init) ?? []) }

    /// Everything before the last component; the root for a single component.
    public var parent: FileName {
        guard let slash = bytes.lastIndex(of: 0x2F) else { return FileName(bytes: []) }
        return FileName(bytes: Array(bytes[..<slash]))
    }

    /// This name with one more component.
    public func appending(_ component: [UInt8]) -> FileName {
        bytes.isEmpty ? FileName(bytes: component) : FileName(bytes: bytes + [0x2F] + component)
    }

    /// Whether it stays below its root: not empty, no leading `/`, no empty component, `.`, `..` or zero
    /// byte.
    public var isContained: Bool {
        !bytes.isEmpty && !bytes.contains(0)
            && bytes.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && $0 != [0x2E] && $0 != [0x2E, 0x2E]
            }
    }

    /// By bytes, with `/` before every other byte, so that a directory comes right before what it holds.
    public static func < (a: FileName, b: FileName) -> Bool {
        a.bytes.lexicographicallyPrecedes(b.bytes) { rank($0) < rank($1) }
    }

    private static func rank(_ byte: UInt8) -> Int { byte == 0x2F ? -1 : Int(byte) }
}
