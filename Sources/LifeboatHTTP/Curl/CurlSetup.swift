internal import CCurl

/// Tells a handle all about one request. Every option that matters is set here, so that nothing is left to
/// the defaults of the libcurl that happens to be there.
struct CurlSetup {
    private let easy: UnsafeMutableRawPointer
    private var codes: [CURLcode] = []

    init(_ handle: CurlHandle) { easy = handle.easy }

    /// The first option that could not be set, or nil.
    var problem: String? { codes.first { $0 != CURLE_OK }.map(CurlLibrary.text) }

    /// All but header fields and callbacks.
    mutating func apply(_ settings: TransportSettings, _ request: HTTPRequest, _ body: HTTPBody) {
        manners()
        trust(settings)
        times(settings)
        proxy(settings.proxies.proxy(for: request.address) ?? "")
        text(CURLOPT_URL, request.address.url)
        let version = settings.offersHTTP2 ? Int(CURL_HTTP_VERSION_2TLS) : Int(CURL_HTTP_VERSION_1_1)
        long(CURLOPT_HTTP_VERSION, version)
        method(request.method, body)
    }

    /// Calls and the header, which stays the caller's.
    mutating func attach(_ exchange: CurlExchange, _ header: CurlHeader) {
        codes += exchange.attach(to: easy)
        codes.append(lb_curl_set_headers(easy, header.list))
    }

    private mutating func manners() {
        codes.append(lb_curl_allow_http_only(easy))
        // Unknown to some builds, and only a matter of how soon a stop is noticed.
        _ = lb_curl_leave_lookups(easy)
        long(CURLOPT_NOSIGNAL, 1)
        long(CURLOPT_PATH_AS_IS, 1)
        long(CURLOPT_FOLLOWLOCATION, 0)
        long(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        long(CURLOPT_HTTP09_ALLOWED, 0)
        long(CURLOPT_HTTP_CONTENT_DECODING, 0)
        long(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        long(CURLOPT_TCP_KEEPALIVE, 1)
        long(CURLOPT_BUFFERSIZE, 1 << 18)
        long(CURLOPT_UPLOAD_BUFFERSIZE, 1 << 18)
    }

    private mutating func trust(_ settings: TransportSettings) {
        long(CURLOPT_SSL_VERIFYPEER, 1)
        long(CURLOPT_SSL_VERIFYHOST, 2)
        long(CURLOPT_PROXY_SSL_VERIFYPEER, 1)
        long(CURLOPT_PROXY_SSL_VERIFYHOST, 2)
        long(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        long(CURLOPT_PROXY_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        guard let path = settings.certificates else { return }
        text(CURLOPT_CAINFO, path)
        text(CURLOPT_PROXY_CAINFO, path)
        // The directory of the system's authorities would be trusted besides.
        codes.append(lb_curl_set_text(easy, CURLOPT_CAPATH, nil))
        codes.append(lb_curl_set_text(easy, CURLOPT_PROXY_CAPATH, nil))
    }

    private mutating func times(_ settings: TransportSettings) {
        long(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(settings.connectTimeout))
        if let total = settings.totalTimeout { long(CURLOPT_TIMEOUT_MS, Self.milliseconds(total)) }
    }

    /// Both are always set: libcurl would ask the environment otherwise.
    private mutating func proxy(_ proxy: String) {
        text(CURLOPT_PROXY, proxy)
        text(CURLOPT_NOPROXY, "")
    }

    private mutating func method(_ method: HTTPMethod, _ body: HTTPBody) {
        switch method {
        case .head: long(CURLOPT_NOBODY, 1)
        case .get: long(CURLOPT_HTTPGET, 1)
        case .delete where body.count == 0: text(CURLOPT_CUSTOMREQUEST, method.rawValue)
        case .put, .post, .delete:
            long(CURLOPT_UPLOAD, 1)
            text(CURLOPT_CUSTOMREQUEST, method.rawValue)
            codes.append(lb_curl_set_size(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(body.count)))
        }
    }

    private mutating func long(_ option: CURLoption, _ value: Int) {
        codes.append(lb_curl_set_long(easy, option, value))
    }

    private mutating func text(_ option: CURLoption, _ value: String) {
        codes.append(lb_curl_set_text(easy, option, value))
    }

    /// At least one, because 0 means no limit; at most a day.
    private static func milliseconds(_ seconds: Double) -> Int {
        seconds.isNaN ? 1 : Int(min(max(0.001, seconds), 86_400) * 1000)
    }
}
