/// An IPv4 address.
public struct IPv4Address: Sendable, Hashable {
    /// Its four bytes, the first one highest.
    public let number: UInt32

    /// Reads four numbers with dots between them; nil for any other form.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard let byte = ASCII.number(part).flatMap({ UInt8(exactly: $0) }) else { return nil }
            number = number << 8 | UInt32(byte)
        }
        self.number = number
    }

    /// Whether it is this machine's own, `127.0.0.0/8`.
    public var isLoopback: Bool { number >> 24 == 127 }
}
