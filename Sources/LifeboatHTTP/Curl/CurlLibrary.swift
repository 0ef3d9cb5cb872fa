internal import CCurl

/// libcurl as a whole.
enum CurlLibrary {
    /// Why libcurl cannot be used, or nil. The first use sets it up: once, whichever thread comes first, as
    /// `curl_global_init` wants it.
    static let problem: String? = {
        let code = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        return code == CURLE_OK ? nil : text(code)
    }()

    /// What libcurl says of a code.
    static func text(_ code: CURLcode) -> String {
        curl_easy_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
    }
}
