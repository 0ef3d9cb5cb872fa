internal import CCurl
internal import LifeboatCore

/// Drives one transfer to its end.
struct CurlRun {
    /// So soon a wish to stop is noticed while nothing moves.
    private static let tick: Int32 = 200

    private let handle: CurlHandle
    private let exchange: CurlExchange
    private let stallTimeout: Double
    private let cancellation: Cancellation

    init(_ handle: CurlHandle, _ exchange: CurlExchange, stallTimeout: Double, _ cancellation: Cancellation) {
        self.handle = handle
        self.exchange = exchange
        self.stallTimeout = stallTimeout
        self.cancellation = cancellation
    }

    /// Runs the transfer; throws why it did not come to its end.
    func finish() throws(TransportFailure) {
        guard curl_multi_add_handle(handle.multi, handle.easy) == CURLM_OK else {
            throw TransportFailure(.local, "libcurl does not take the request")
        }
        // Ends what still runs and closes its connection; one that is finished is kept.
        defer { curl_multi_remove_handle(handle.multi, handle.easy) }
        let code = try drive()
        if let failure = exchange.failure { throw failure }
        if code == CURLE_OK || exchange.hasEnough { return }
        // libcurl's word for a line longer than it takes.
        if code == CURLE_OUT_OF_MEMORY, isConnected, !exchange.head.isComplete {
            throw TransportFailure(.broken, "a line of the answer's header is too long")
        }
        throw CurlFailure.failure(code, handle)
    }

    private func drive() throws(TransportFailure) -> CURLcode {
        var watch = Stopwatch()
        var moved: Int64 = -1
        while true {
            if cancellation.isCancelled { throw TransportFailure(.cancelled, "stopped as asked") }
            var running: Int32 = 0
            guard curl_multi_perform(handle.multi, &running) == CURLM_OK else {
                throw TransportFailure(.local, "libcurl cannot go on")
            }
            var code = CURLE_OK
            if lb_curl_finished(handle.multi, &code) != 0 { return code }
            let now = progress
            if now != moved || exchange.awaited != nil || !isConnected {
                moved = now
                watch = Stopwatch()
            } else if watch.seconds > stallTimeout {
                throw TransportFailure(.timedOut, "no byte moved for \(TimeSpan.text(stallTimeout))")
            }
            try pause()
        }
    }

    /// Waits until something can be done: the network, a limiter, or the time to look whether to stop.
    private func pause() throws(TransportFailure) {
        var timeout = Self.tick
        if let limiter = exchange.awaited {
            let wait = limiter.wait
            if wait == 0 {
                exchange.resume()
                curl_easy_pause(handle.easy, CURLPAUSE_CONT)
                return
            }
            timeout = Int32(min(Double(Self.tick), (wait * 1000).rounded(.up)))
        }
        guard curl_multi_poll(handle.multi, nil, 0, timeout, nil) == CURLM_OK else {
            throw TransportFailure(.local, "libcurl cannot wait")
        }
    }

    /// Bytes that moved in either direction.
    private var progress: Int64 {
        Int64(lb_curl_size(handle.easy, CURLINFO_SIZE_UPLOAD_T))
            &+ Int64(lb_curl_size(handle.easy, CURLINFO_SIZE_DOWNLOAD_T))
            &+ Int64(lb_curl_long(handle.easy, CURLINFO_HEADER_SIZE))
    }

    /// Whether name, connection and handshake are done; until then the time to connect counts.
    private var isConnected: Bool { lb_curl_size(handle.easy, CURLINFO_PRETRANSFER_TIME_T) > 0 }
}
