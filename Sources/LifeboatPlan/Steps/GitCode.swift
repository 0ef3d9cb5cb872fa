internal import LifeboatCore

/// The code that a training ran from, where it can be fetched again.
struct GitCode: Sendable {
    let origin: String
    let commit: String
    let branch: String?

    /// Nil without an address and a commit that git can fetch from elsewhere.
    init?(_ json: JSON?) {
        guard let origin = json?["origin"]?.stringValue, let commit = json?["commit"]?.stringValue,
            Self.isCommit(commit), Self.isRemote(origin)
        else { return nil }
        self.origin = origin
        self.commit = commit
        branch = json?["branch"]?.stringValue
    }

    /// 7 to 64 hexadecimal digits.
    static func isCommit(_ text: String) -> Bool {
        (7...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// An address on another machine. Others can name commands (`ext::`) or paths of the node that is gone.
    private static func isRemote(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), !text.hasPrefix("-") else { return false }
        if ["https://", "http://", "ssh://", "git://"].contains(where: text.hasPrefix) { return true }
        // user@host:path
        let host = text.prefix { $0 != ":" && $0 != "/" }
        return host.contains("@") && text[host.endIndex...].hasPrefix(":") && !text.contains("::")
    }
}
