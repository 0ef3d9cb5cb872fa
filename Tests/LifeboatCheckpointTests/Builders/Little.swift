/// Little-endian numbers as bytes.
enum Little {
    static func u16(_ value: Int) -> [UInt8] { number(UInt16(truncatingIfNeeded: value).littleEndian) }
    static func u32(_ value: UInt32) -> [UInt8] { number(value.littleEndian) }
    static func u32(_ value: Int) -> [UInt8] { u32(UInt32(truncatingIfNeeded: value)) }
    static func u64(_ value: UInt64) -> [UInt8] { number(value.littleEndian) }
    static func u64(_ value: Int) -> [UInt8] { u64(UInt64(truncatingIfNeeded: value)) }

    private static func number(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value) { Array($0) }
    }
}
