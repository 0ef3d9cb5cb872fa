extension CurlExchange {
    /// The answer, once libcurl says that all of it is here; throws when a sink that has to be filled is not.
    func completed(_ method: HTTPMethod) throws(TransportFailure) -> HTTPResponse {
        let answer = answer
        guard answer.status > 0 else { throw TransportFailure(.broken, "there was no answer") }
        guard answer.isSuccess, method != .head, let needed = sink.needed, received < needed else {
            return answer
        }
        let message = "the answer has \(received) bytes; \(needed) were expected"
        // A body that ends with its connection (RFC 9112, 6.3) may as well have been cut.
        let isMeasured =
            head.isFramed || answer.headers["Content-Length"] != nil
            || answer.headers["Transfer-Encoding"] != nil
        throw TransportFailure(isMeasured ? .wrongLength : .broken, message)
    }
}
