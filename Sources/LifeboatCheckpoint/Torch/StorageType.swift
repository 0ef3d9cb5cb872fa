/// The elements of PyTorch's storage classes (`torch/storage.py`).
enum StorageType {
    private static let types: [String: (name: String, size: Int)] = [
        "BFloat16Storage": ("bfloat16", 2), "BoolStorage": ("bool", 1), "ByteStorage": ("uint8", 1),
        "CharStorage": ("int8", 1), "ComplexDoubleStorage": ("complex128", 16),
        "ComplexFloatStorage": ("complex64", 8), "DoubleStorage": ("float64", 8),
        "FloatStorage": ("float32", 4), "HalfStorage": ("float16", 2), "IntStorage": ("int32", 4),
        "LongStorage": ("int64", 8), "QInt32Storage": ("qint32", 4), "QInt8Storage": ("qint8", 1),
        "QUInt2x4Storage": ("quint2x4", 1), "QUInt4x2Storage": ("quint4x2", 1),
        "QUInt8Storage": ("quint8", 1), "ShortStorage": ("int16", 2), "UntypedStorage": ("uint8", 1),
    ]
    private static let typeSizes: [String: Int] = [
        "bfloat16": 2, "bool": 1, "complex128": 16, "complex32": 4, "complex64": 8, "float16": 2,
        "float32": 4,
        "float64": 8, "int16": 2, "int32": 4, "int64": 8, "uint16": 2, "uint32": 4, "uint64": 8,
    ]

    /// The type of the elements and the bytes each takes, or nil for a class that is not known.
    static func element(_ className: String) -> (name: String, size: Int)? {
        let parts = className.split(separator: ".")
        guard parts.first == "torch", let last = parts.last else { return nil }
        return types[String(last)]
    }

    /// The name of a `torch.dtype` without its module.
    static func name(ofType name: String) -> String { String(name.dropFirst("torch.".count)) }

    /// Bytes an element of a `torch.dtype`; every type not listed has one byte.
    static func elementSize(ofType name: String) -> Int {
        typeSizes[Self.name(ofType: name)] ?? 1
    }
}
