internal import CCurl

/// Turns libcurl's codes into failures.
enum CurlFailure {
    private static let kinds: [(TransportFailure.Kind, [CURLcode])] = [
        (.nameNotFound, [CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY]),
        (.notConnected, [CURLE_COULDNT_CONNECT, CURLE_PROXY, CURLE_INTERFACE_FAILED]),
        (.timedOut, [CURLE_OPERATION_TIMEDOUT]),
        (
            .notTrusted,
            [
                CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
                CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE,
                CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED,
            ]
        ),
        (
            .local,
            [
                CURLE_OUT_OF_MEMORY, CURLE_READ_ERROR, CURLE_WRITE_ERROR, CURLE_ABORTED_BY_CALLBACK,
                CURLE_SEND_FAIL_REWIND, CURLE_FAILED_INIT, CURLE_BAD_FUNCTION_ARGUMENT,
                CURLE_UNKNOWN_OPTION, CURLE_NOT_BUILT_IN,
            ]
        ),
        (.refused, [CURLE_URL_MALFORMAT]),
    ]

    /// The failure of a transfer over `handle`. What no row names happened on a connection that was made.
    static func failure(_ code: CURLcode, _ handle: CurlHandle) -> TransportFailure {
        let explanation = handle.explanation
        let message = explanation.isEmpty ? CurlLibrary.text(code) : explanation
        let proxyStatus = lb_curl_long(handle.easy, CURLINFO_HTTP_CONNECTCODE)
        if proxyStatus != 0, !(200..<300).contains(proxyStatus) {
            return TransportFailure(.notConnected, "the proxy answered \(proxyStatus)")
        }
        let kind = kinds.first { $0.1.contains(code) }?.0 ?? .broken
        // A handshake that was cut off says nothing of trust, and another one may succeed.
        let isCut = code == CURLE_SSL_CONNECT_ERROR && cuts.contains { explanation.contains($0) }
        return TransportFailure(isCut ? .broken : kind, message)
    }

    private static let cuts = ["SSL_ERROR_SYSCALL", "onnection reset", "unexpected eof"]
}
