/// Which proxy a request goes through, as values. Nothing is read from the environment here: the commands
/// pass it on.
public struct ProxySettings: Sendable, Hashable {
    /// The proxy for `http` addresses, as in `http://proxy:3128`; nil for none. Without a scheme it is
    /// `http`.
    public var plain: String?
    /// The proxy for `https` addresses, which tunnels them (CONNECT); nil for none.
    public var secure: String?
    /// What is spoken to without a proxy: host names, which stand for all names below them too, addresses,
    /// either with or without `:port`, IPv4 networks as in `10.0.0.0/8`, or `*` for everything.
    public var exceptions: [String]

    /// Makes settings; without arguments no proxy is used.
    public init(plain: String? = nil, secure: String? = nil, exceptions: [String] = []) {
        self.plain = plain
        self.secure = secure
        self.exceptions = exceptions
    }

    /// The settings that an environment tells by the usual variables: `http_proxy`, `https_proxy`,
    /// `all_proxy`, `no_proxy`, or the same in capitals. `HTTP_PROXY` alone does not count, as a web server
    /// sets it from a request's header.
    public init(environment: [String: String]) {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        let all = value("all_proxy", "ALL_PROXY")
        let names = value("no_proxy", "NO_PROXY") ?? ""
        self.init(
            plain: value("http_proxy") ?? all,
            secure: value("https_proxy", "HTTPS_PROXY") ?? all,
            exceptions: names.split { $0 == "," || $0 == " " }.map(String.init)
        )
    }

    /// The proxy that a request to `address` goes through; nil for none.
    public func proxy(for address: HTTPAddress) -> String? {
        guard let proxy = address.isSecure ? secure : plain, !proxy.isEmpty else { return nil }
        return exceptions.contains { Self.excepts($0, address) } ? nil : proxy
    }

    private static func excepts(_ entry: String, _ address: HTTPAddress) -> Bool {
        if entry == "*" { return true }
        let host = address.host.lowercased()
        var entry = Substring(entry.lowercased())
        if entry.hasPrefix("[") {
            let end = entry.firstIndex(of: "]") ?? entry.endIndex
            guard isPort(entry[end...].dropFirst(), address) else { return false }
            return entry[..<end].dropFirst() == host
        }
        if entry.count(where: { $0 == ":" }) == 1, let colon = entry.firstIndex(of: ":") {
            guard isPort(entry[colon...], address) else { return false }
            entry = entry[..<colon]
        }
        if let slash = entry.firstIndex(of: "/") {
            return isInside(host, entry[..<slash], bits: entry[slash...].dropFirst())
        }
        if entry.hasPrefix("*.") { entry = entry.dropFirst() }
        let name = entry.drop { $0 == "." }
        return !name.isEmpty && (host == name || host.hasSuffix("." + name))
    }

    /// Whether `text` is empty or names the port of `address`, as in `:9000`.
    private static func isPort(_ text: Substring, _ address: HTTPAddress) -> Bool {
        text.isEmpty || ASCII.number(text.dropFirst()) == address.port ?? address.schemePort
    }

    private static func isInside(_ host: String, _ network: Substring, bits: Substring) -> Bool {
        guard let bits = ASCII.number(bits), (0...32).contains(bits), let host = IPv4Address(host),
            let network = IPv4Address(network)
        else { return false }
        return bits == 0 || (host.number ^ network.number) >> UInt32(32 - bits) == 0
    }
}
