extension CurlExchange {
    /// The answer, once libcurl says that all of it is here. Throws where it is not: libcurl takes a header
    /// that ends with its connection, and a length that it cannot read, for good; and a sink may need more.
    func completed(_ method: HTTPMethod) throws(TransportFailure) -> HTTPResponse {
        let answer = answer
        guard head.isComplete else {
            throw TransportFailure(.broken, "the connection ended before the answer's header was complete")
        }
        guard answer.isSuccess, method != .head else { return answer }
        let length = answer.headers["Content-Length"]
        let isChunked = answer.headers["Transfer-Encoding"] != nil
        if let length, !isChunked, answer.status != 204, Int(length) != received {
            throw TransportFailure(.broken, "the answer has \(received) bytes and announced another number")
        }
        guard let needed = sink.needed, received < needed else { return answer }
        // A body that ends with its connection (RFC 9112, 6.3) may as well have been cut.
        let isMeasured = head.isFramed || length != nil || isChunked
        throw TransportFailure(
            isMeasured ? .wrongLength : .broken,
            "the answer has \(received) bytes; \(needed) were expected"
        )
    }
}
