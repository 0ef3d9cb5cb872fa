internal import LifeboatCore

/// The rules for keys, the same in every store.
public enum StoreKey {
    /// Throws `unsafePath` unless `key` follows the contract of `Store`.
    public static func check(_ key: String) throws {
        let parts = key.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        guard parts.allSatisfy(isComponent) else {
            throw LifeboatError(.unsafePath, "is not a valid key of a store", path: key)
        }
    }

    private static func isComponent(_ part: Substring.UTF8View) -> Bool {
        guard let first = part.first, part.count <= 255, !(first == 0x2E && part.allSatisfy { $0 == 0x2E })
        else {
            return false
        }
        return part.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            default: false
            }
        }
    }
}
