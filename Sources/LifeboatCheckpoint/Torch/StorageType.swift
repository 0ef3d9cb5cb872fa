/// The element size of PyTorch's storage classes (`torch/storage.py`).
enum StorageType {
    private static let sizes: [String: Int] = [
        "BFloat16Storage": 2, "BoolStorage": 1, "ByteStorage": 1, "CharStorage": 1,
        "ComplexDoubleStorage": 16,
        "ComplexFloatStorage": 8, "DoubleStorage": 8, "FloatStorage": 4, "HalfStorage": 2, "IntStorage": 4,
        "LongStorage": 8, "QInt32Storage": 4, "QInt8Storage": 1, "QUInt2x4Storage": 1, "QUInt4x2Storage": 1,
        "QUInt8Storage": 1, "ShortStorage": 2, "UntypedStorage": 1,
    ]
    private static let typeSizes: [String: Int] = [
        "bfloat16": 2, "bool": 1, "complex128": 16, "complex32": 4, "complex64": 8, "float16": 2,
        "float32": 4,
        "float64": 8, "int16": 2, "int32": 4, "int64": 8, "uint16": 2, "uint32": 4, "uint64": 8,
    ]

    /// Bytes an element, or nil for a class that is not known.
    static func elementSize(_ className: String) -> Int? {
        let parts = className.split(separator: ".")
        guard parts.first == "torch", let last = parts.last else { return nil }
        return sizes[String(last)]
    }

    /// Bytes an element of a `torch.dtype`; every type not listed has one byte.
    static func elementSize(ofType name: String) -> Int {
        typeSizes[String(name.dropFirst("torch.".count))] ?? 1
    }
}
