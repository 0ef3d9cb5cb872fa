/// A place in a row of bytes.
public enum FaultPlace: Sendable, Hashable, CustomStringConvertible {
    /// Before the byte with this number, from 0; at the end where there are fewer.
    case byte(Int)
    /// After this part of all bytes, from 0 to 1.
    case share(Double)

    /// The number of bytes before it, where there are `count`.
    public func offset(in count: Int) -> Int {
        switch self {
        case .byte(let byte): min(max(0, byte), count)
        case .share(let share): min(Int(Double(count) * max(0, share)), count)
        }
    }

    /// As in "byte 17" or "0.25".
    public var description: String {
        switch self {
        case .byte(let byte): "byte \(byte)"
        case .share(let share): "\(share)"
        }
    }
}
