/// One thing that a `FaultProxy` does to a request or its answer.
public enum Fault: Sendable, Hashable {
    /// So much of the request, header and body, goes on to the server; then both connections are reset.
    case resetRequest(after: FaultPlace)
    /// The server does the work, and so much of its answer, header and body, comes back; then a reset.
    case resetAnswer(after: FaultPlace)
    /// The proxy answers with an error as S3 writes it; the server never hears of the request.
    case refusal(status: Int, code: String)
    /// The same before the body of the request is read; then the connection ends.
    case earlyRefusal(status: Int, code: String)
    /// The request is taken and goes nowhere; nothing comes back until the client gives up.
    case silence
    /// The server does the work, and so much of its answer comes back; then nothing more.
    case stall(after: FaultPlace)
    /// So much of the answer's body comes back; then the connection ends in good order.
    case truncation(after: FaultPlace)
    /// One byte of the request's body reaches the server changed.
    case corruptRequest(at: FaultPlace)
    /// One byte of the answer's body comes back changed.
    case corruptAnswer(at: FaultPlace)
    /// The answer says that it is so many bytes longer (or shorter) than it is; then the connection ends.
    case wrongLength(by: Int)
    /// The request goes to the server twice; the answer to the second comes back.
    case duplicate
    /// The answer's `Date` is the time of now plus so many seconds.
    case dateShift(seconds: Double)
    /// The request goes on so many seconds later.
    case delay(seconds: Double)
}
