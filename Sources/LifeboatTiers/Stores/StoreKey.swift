internal import LifeboatCore

/// The rules for keys, the same in every store.
public enum StoreKey {
    /// The longest key, in bytes.
    public static let lengthLimit = 240

    /// Throws `unsafePath` unless `key` follows the contract of `Store`.
    public static func check(_ key: String) throws {
        guard isValid(key) else {
            throw LifeboatError(.unsafePath, "is not a valid key of a store", path: key)
        }
    }

    /// Throws `unsafePath` unless `prefix` is empty or a valid key with `/` behind it.
    public static func check(prefix: String) throws {
        guard prefix.isEmpty || (prefix.utf8.last == 0x2F && isValid(String(prefix.dropLast()))) else {
            throw LifeboatError(.unsafePath, "is not a valid prefix of a store", path: prefix)
        }
    }

    /// Whether `key` follows the contract of `Store`.
    public static func isValid(_ key: String) -> Bool {
        key.utf8.count <= lengthLimit
            && key.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy(isComponent)
    }

    /// Whether `part` can be one component of a key.
    static func isComponent(_ part: some Collection<UInt8>) -> Bool {
        guard !part.allSatisfy({ $0 == 0x2E }), !part.starts(with: ".lifeboat-".utf8) else { return false }
        return part.allSatisfy(isKeyByte)
    }

    /// Whether `byte` is one of `a-z A-Z 0-9 . _ -`.
    static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
