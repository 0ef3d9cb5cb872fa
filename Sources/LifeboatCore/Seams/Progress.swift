/// The progress seam: long work tells how far it is.
public protocol Progress: Sendable {
    /// A step begins; `total` is in bytes, or nil when it is not known.
    func begin(_ step: String, total: Int?)
    /// More bytes are done.
    func advance(_ bytes: Int)
    /// The step is over; `summary` says what it came to.
    func end(_ summary: String)
}
