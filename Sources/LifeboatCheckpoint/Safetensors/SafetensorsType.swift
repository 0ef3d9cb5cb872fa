/// The element types of safetensors and their width in bits.
enum SafetensorsType {
    private static let bits: [String: Int] = [
        "BF16": 16, "BOOL": 8, "C64": 64, "F16": 16, "F32": 32, "F4": 4, "F64": 64, "F6_E2M3": 6,
        "F6_E3M2": 6,
        "F8_E4M3": 8, "F8_E4M3FNUZ": 8, "F8_E5M2": 8, "F8_E5M2FNUZ": 8, "F8_E8M0": 8, "I16": 16, "I32": 32,
        "I64": 64,
        "I8": 8, "U16": 16, "U32": 32, "U64": 64, "U8": 8,
    ]

    /// Bytes that `count` elements take; nil for an unknown type, a broken byte or a number that does not
    /// fit.
    static func bytes(_ type: String, count: Int) -> Int? {
        guard let width = bits[type], let total = Checked.product(count, width), total.isMultiple(of: 8)
        else {
            return nil
        }
        return total / 8
    }
}
