internal import LifeboatCore

/// The recorded packages as lines that an installer takes (PEP 508), by the index they come from.
struct Requirements: Sendable {
    /// `name==version`, from the index that the installer is set to.
    private(set) var pinned: [String] = []
    /// `name==version+cuXYZ`, by the name of the PyTorch wheel index, as in `cu124`.
    private(set) var indexed: [String: [String]] = [:]
    /// `name @ URL`.
    private(set) var direct: [String] = []
    /// Packages that no index has, each with the reason.
    private(set) var leftOut: [(name: String, reason: String)] = []
    /// Whether a package was installed from a working tree.
    private(set) var hasEditable = false

    init(_ packages: [JSON]) {
        for package in packages { take(package) }
    }

    var isEmpty: Bool { pinned.isEmpty && indexed.isEmpty && direct.isEmpty }
    var count: Int { pinned.count + direct.count + indexed.reduce(0) { $0 + $1.value.count } }

    func contains(_ name: String) -> Bool { pinned.contains { $0.hasPrefix(name + "==") } }

    private mutating func take(_ package: JSON) {
        let name = package["name"]?.stringValue ?? ""
        let version = package["version"]?.stringValue ?? ""
        guard Self.isName(name), Self.isVersion(version) else {
            leftOut.append((Printable.text(name), "its name or version is not one that an installer takes"))
            return
        }
        if package["installer"] == "debian" {
            leftOut.append((name, "it belongs to the operating system"))
        } else if package["editable"] == true {
            hasEditable = true
            leftOut.append(
                (name, "it was installed from a working tree, which the plan takes from its repository")
            )
        } else if let url = package["url"]?.stringValue {
            take(name, url, package["commit"]?.stringValue)
        } else if let plus = version.firstIndex(of: "+") {
            let tag = String(version[version.index(after: plus)...])
            if Self.isWheelIndex(tag) {
                indexed[tag, default: []].append("\(name)==\(version)")
            } else {
                leftOut.append(
                    (name, "its version \(version) was built by somebody and is in no public index")
                )
            }
        } else {
            pinned.append("\(name)==\(version)")
        }
    }

    private mutating func take(_ name: String, _ url: String, _ commit: String?) {
        guard url.hasPrefix("https://") || url.hasPrefix("ssh://"),
            url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else {
            leftOut.append((name, "it came from \(Printable.text(url)), which a new node does not have"))
            return
        }
        guard let commit else {
            direct.append("\(name) @ \(url)")
            return
        }
        guard GitCode.isCommit(commit) else {
            leftOut.append((name, "its recorded commit is none"))
            return
        }
        direct.append("\(name) @ git+\(url)@\(commit)")
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last, text.utf8.count <= 200 else {
            return false
        }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && text.utf8.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
    }

    private static func isVersion(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 200 else { return false }
        return isAlphanumeric(first)
            && text.utf8.allSatisfy { isAlphanumeric($0) || "._-+!".utf8.contains($0) }
    }

    /// `cu124`, `cpu`, `rocm6.2`, `xpu`.
    private static func isWheelIndex(_ tag: String) -> Bool {
        if tag == "cpu" || tag == "xpu" { return true }
        for start in ["cu", "rocm"] where tag.hasPrefix(start) {
            let rest = tag.dropFirst(start.count).utf8
            return !rest.isEmpty && rest.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        }
        return false
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
