internal import Glibc

/// Texts as C takes them for arguments and environments.
struct CWords {
    private let words: [String]

    /// From texts without zero bytes.
    init(_ words: [String]) { self.words = words }

    /// Runs `body` with an array of C strings that a null ends, valid for the length of the call.
    func withPointers<R>(_ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R) -> R {
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("never empty") }
            return body(base)
        }
    }
}
