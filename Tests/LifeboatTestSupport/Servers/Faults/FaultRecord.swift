/// What happened to one request.
public struct FaultRecord: Sendable, Hashable, CustomStringConvertible {
    /// The request.
    public let request: ProxiedRequest
    /// What the proxy did to it; nil for nothing.
    public let fault: Fault?
    /// What the server answered, once for each time it was asked; 0 where it gave no answer.
    public let statuses: [Int]

    /// One line.
    public var description: String {
        let answers = statuses.isEmpty ? "not forwarded" : statuses.map(String.init).joined(separator: ", ")
        let what = fault.map { "\($0)" } ?? "untouched"
        return
            "\(request.number) \(request.method) \(request.target) (\(request.attempt)): \(what): \(answers)"
    }
}
