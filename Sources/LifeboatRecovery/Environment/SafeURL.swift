/// Addresses without the secrets that people put into them.
enum SafeURL {
    /// The URL without password, token, query and fragment. A user name stays only where a connection needs
    /// one (`ssh`); before `@` in an `https` address it may itself be a token. Text that is no URL stays.
    static func text(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else {
            return String(url.prefix { $0 != "?" && $0 != "#" })
        }
        let rest = url[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let path = rest[authority.endIndex...].prefix { $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else {
            return String(url[..<scheme.upperBound] + authority + path)
        }
        let user = authority[..<at].prefix { $0 != ":" }
        let host = authority[authority.index(after: at)...]
        let isShell = url[..<scheme.lowerBound].hasSuffix("ssh")
        let kept = isShell && !user.isEmpty ? user + "@" : ""
        return String(url[..<scheme.upperBound]) + kept + host + path
    }
}
