public import LifeboatCore
public import LifeboatHTTP

extension LifeboatError {
    /// A transport's failure as an error about `path`, the URL for people.
    public init(_ failure: TransportFailure, path: String) {
        let code: ErrorCode =
            switch failure.kind {
            case .cancelled: .interrupted
            case .wrongLength: .corrupt
            case .refused: .failed
            default: .inputOutput
            }
        let hint: String? =
            switch failure.kind {
            case .nameNotFound: "Check the endpoint and the region in the policy, and this machine's DNS."
            case .notConnected: "Check the endpoint in the policy, the network and its proxy."
            case .notTrusted: "Check the endpoint, and the certificate authorities that this machine trusts."
            case .timedOut, .broken: "Run the same command again; nothing is lost."
            case .cancelled: "Nothing is lost: run the same command again."
            default: nil
            }
        self.init(code, failure.message, path: path, hint: hint)
    }
}
