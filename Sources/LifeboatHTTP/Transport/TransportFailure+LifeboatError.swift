public import LifeboatCore

extension TransportFailure {
    /// The failure as an error about `address`, with what to do next. The query is left out, as it may hold a
    /// signature.
    public func error(at address: HTTPAddress) -> LifeboatError {
        LifeboatError(code, "\(reason): \(message)", path: address.location, hint: hint)
    }

    private var code: ErrorCode {
        switch kind {
        case .cancelled: .interrupted
        case .refused, .notTrusted: .failed
        case .wrongLength: .corrupt
        default: .inputOutput
        }
    }

    private var reason: String {
        switch kind {
        case .nameNotFound: "the host is not known"
        case .notConnected: "cannot connect"
        case .notTrusted: "the server is not trusted"
        case .timedOut: "the time was over"
        case .broken: "the connection broke"
        case .wrongLength: "the answer has another length"
        case .local: "this machine failed"
        case .cancelled: "interrupted"
        case .refused: "the request was not sent"
        }
    }

    private var hint: String {
        switch kind {
        case .nameNotFound: "Check the host name, and that this machine can look up names."
        case .notConnected:
            "Check the address, the network, the proxy and the firewall, and that the server is running."
        case .notTrusted:
            "Check the address and this machine's clock. A private authority must be given as CA bundle."
        case .timedOut, .broken:
            "Nothing is lost: run the same command again. If it stays, check the network on the way."
        case .wrongLength:
            "Look for a cache or proxy that changes answers; what is stored may be damaged."
        case .cancelled: "Nothing is lost: run the same command again."
        case .local:
            "Check this machine's memory and disks, and that the file on this side can be read or written."
        case .refused: "Check the address and the names that it is made of: the tier's url and endpoint."
        }
    }
}
