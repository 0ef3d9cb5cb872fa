internal import CCurl

extension CurlExchange {
    /// Has libcurl call this exchange. It must live, and `easy` be reset, before it goes.
    func attach(to easy: UnsafeMutableRawPointer) -> [CURLcode] {
        // Not retained: the frame that made the exchange outlives the transfer.
        let context = Unmanaged.passUnretained(self).toOpaque()
        return [
            lb_curl_on_header(
                easy,
                { bytes, size, count, context in
                    let line = UnsafeRawBufferPointer(start: bytes, count: size &* count)
                    return CurlExchange.from(context)?.takeHeader(line) == true ? line.count : -1
                },
                context
            ),
            lb_curl_on_body(
                easy,
                { bytes, size, count, context in
                    let buffer = UnsafeRawBufferPointer(start: bytes, count: size &* count)
                    return CurlExchange.from(context)?.takeBody(buffer) ?? -1
                },
                context
            ),
            lb_curl_on_upload(
                easy,
                { bytes, size, count, context in
                    let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size &* count)
                    return CurlExchange.from(context)?.giveBody(buffer) ?? Int(CURL_READFUNC_ABORT)
                },
                context
            ),
            lb_curl_on_seek(
                easy,
                { context, offset, origin in
                    let isDone = CurlExchange.from(context)?.rewind(to: Int64(offset), origin) == true
                    return isDone ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
                },
                context
            ),
        ]
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> CurlExchange? {
        context.map { Unmanaged<CurlExchange>.fromOpaque($0).takeUnretainedValue() }
    }
}
