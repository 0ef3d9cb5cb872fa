/// The methods that object stores and cloud services are spoken to with (RFC 9110, section 9).
public enum HTTPMethod: String, Sendable, CaseIterable {
    /// Reads.
    case get = "GET"
    /// Reads the headers alone.
    case head = "HEAD"
    /// Stores under the address.
    case put = "PUT"
    /// Asks for an action.
    case post = "POST"
    /// Removes.
    case delete = "DELETE"
}
