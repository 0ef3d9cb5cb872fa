internal import CCurl
internal import LifeboatCore

/// One transfer at a time, with the connections it left open. A multi handle of its own lets the transfer be
/// given up at any moment.
///
/// `@unchecked Sendable` because libcurl allows a handle in any thread as long as it is in one only: it is
/// either in the pool or with the one call that took it out.
final class CurlHandle: @unchecked Sendable {
    /// The transfer.
    let easy: UnsafeMutableRawPointer
    /// What drives it and keeps its connections.
    let multi: UnsafeMutableRawPointer
    /// Scheme, host and port of the last request: a connection to it may be open.
    var origin = ""
    private let reason: UnsafeMutablePointer<CChar>

    /// Nil when there is no memory for it.
    init?() {
        guard let easy = curl_easy_init() else { return nil }
        guard let multi = curl_multi_init() else {
            curl_easy_cleanup(easy)
            return nil
        }
        self.easy = easy
        self.multi = multi
        reason = .allocate(capacity: Int(CURL_ERROR_SIZE))
        reason.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        _ = lb_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 4)
    }

    deinit {
        BrokenPipes.quietly {
            curl_easy_cleanup(easy)
            curl_multi_cleanup(multi)
        }
        reason.deallocate()
    }

    /// Forgets every option and every pointer it was given; connections stay open.
    func reset() {
        curl_easy_reset(easy)
        reason.pointee = 0
        _ = lb_curl_set_error_buffer(easy, reason)
    }

    /// What libcurl wrote about the failure; empty when it wrote nothing.
    var explanation: String { Printable.text(String(cString: reason)) }
}
