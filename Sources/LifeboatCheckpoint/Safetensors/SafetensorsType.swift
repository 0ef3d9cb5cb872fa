/// The element types of safetensors and their width in bits.
enum SafetensorsType {
    private static let bits: [String: Int] = [
        "BF16": 16, "BOOL": 8, "C64": 64, "F16": 16, "F32": 32, "F4": 4, "F64": 64, "F6_E2M3": 6,
        "F6_E3M2": 6,
        "F8_E4M3": 8, "F8_E4M3FNUZ": 8, "F8_E5M2": 8, "F8_E5M2FNUZ": 8, "F8_E8M0": 8, "I16": 16, "I32": 32,
        "I64": 64,
        "I8": 8, "U16": 16, "U32": 32, "U64": 64, "U8": 8,
    ]

    private static let names: [String: String] = [
        "BF16": "bfloat16", "BOOL": "bool", "C64": "complex64", "F16": "float16", "F32": "float32",
        "F64": "float64", "I16": "int16", "I32": "int32", "I64": "int64", "I8": "int8", "U16": "uint16",
        "U32": "uint32", "U64": "uint64", "U8": "uint8",
    ]

    /// PyTorch's name for a type; the narrow ones keep that of the format, in small letters.
    static func name(_ type: String) -> String { names[type] ?? type.lowercased() }

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
