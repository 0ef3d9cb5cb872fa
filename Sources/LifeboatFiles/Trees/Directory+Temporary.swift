internal import Glibc

extension Directory {
    /// Makes a directory with a name of its own (`prefix` and six letters) that only its owner may enter.
    public func makeTemporary(prefix: String) throws -> Directory {
        var template = Array("\(path)/\(prefix)XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } != nil }
        guard made else { throw SystemFailure.current("make a directory", path) }
        return try Directory(
            String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        )
    }
}
