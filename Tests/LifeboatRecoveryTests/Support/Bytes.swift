/// Content that is made quickly and repeats nowhere near.
enum Bytes {
    /// Runs of 64 KiB, each of another byte than its neighbours and than the runs 16 MiB away.
    static func make(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        var block = 0
        while bytes.count < count {
            let value = UInt8(truncatingIfNeeded: block &* 7 + block / 256 &* 3 + 1)
            bytes.append(contentsOf: repeatElement(value, count: min(65_536, count - bytes.count)))
            block += 1
        }
        return bytes
    }
}
