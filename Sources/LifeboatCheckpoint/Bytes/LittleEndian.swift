/// Little-endian fields of a header that is already in memory.
extension [UInt8] {
    /// The unsigned number of `width` bytes at `offset`, nil outside the bytes or beyond `Int.max`.
    func littleEndian(_ offset: Int, width: Int) -> Int? {
        guard offset >= 0, width <= 8, offset <= count, width <= count - offset else { return nil }
        var value: UInt64 = 0
        for index in (0..<width).reversed() { value = value << 8 | UInt64(self[offset + index]) }
        return Int(exactly: value)
    }

    /// The field, or `Damage` that names the structure which is too short.
    func field(_ offset: Int, _ width: Int, of structure: String) throws -> Int {
        guard let value = littleEndian(offset, width: width) else {
            throw Damage(
                "checkpoint.damaged-structure",
                "the \(structure) is too short or holds an impossible number"
            )
        }
        return value
    }
}
