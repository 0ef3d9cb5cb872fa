extension HTTPAddress {
    /// Reads an absolute URL; nil for one of another scheme, with a user, a fragment or a malformed part.
    public init?(url: String) {
        let parts = url.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        let scheme = parts.first?.lowercased()
        guard parts.count == 2, scheme == "http" || scheme == "https",
            url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x23 && $0 != 0x5C })
        else { return nil }
        let authority = parts[1].prefix { $0 != "/" && $0 != "?" }
        let rest = parts[1][authority.endIndex...].split(
            separator: "?",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard let (host, port) = Self.split(authority),
            let path = PercentEncoding.unescape(String(rest.first ?? ""))
        else { return nil }
        var query: [Parameter] = []
        for pair in rest.count > 1 ? rest[1].split(separator: "&") : [] {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.unescape(String(halves[0])),
                let value = PercentEncoding.unescape(halves.count > 1 ? String(halves[1]) : "")
            else { return nil }
            query.append(Parameter(name, value))
        }
        self.init(
            isSecure: scheme == "https",
            host: host,
            port: port,
            path: path.isEmpty ? "/" : path,
            query: query
        )
    }

    private static func split(_ text: Substring) -> (String, Int?)? {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let host = text[..<end].dropFirst()
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else {
                return nil
            }
            return port(text[end...].dropFirst()).map { (String(host), $0) }
        }
        let host = text.prefix { $0 != ":" }
        guard !host.isEmpty, host.utf8.allSatisfy(ASCII.isHostName) else { return nil }
        return port(text[host.endIndex...]).map { (String(host), $0) }
    }

    /// The port behind a colon; the outer nil for what is none.
    private static func port(_ text: Substring) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.hasPrefix(":"), let port = ASCII.number(text.dropFirst()), (1...65535).contains(port)
        else {
            return nil
        }
        return port
    }
}
