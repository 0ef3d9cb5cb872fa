extension PickleGraph {
    /// A number as a double: a Python float or int, or a numpy scalar, which older trainers pickled.
    func number(_ id: ID) -> Double? {
        switch self[id] {
        case .float(let value): value
        case .int(let value): Double(value)
        default: numpyScalar(id)
        }
    }

    /// `numpy.core.multiarray.scalar(dtype, bytes)`, with the byte order in the state of the dtype.
    private func numpyScalar(_ id: ID) -> Double? {
        guard let call = call(id), let name = name(of: call.callee),
            name.hasPrefix("numpy."), name.hasSuffix("multiarray.scalar"),
            let arguments = tuple(call.arguments), arguments.count == 2,
            let type = self.call(arguments[0]), self.name(of: type.callee) == "numpy.dtype",
            let kind = tuple(type.arguments)?.first.flatMap(text), var bytes = rawBytes(arguments[1])
        else { return nil }
        let order = type.state.flatMap(tuple).flatMap { $0.count > 1 ? text($0[1]) : nil }
        if order == ">" { bytes.reverse() }
        guard bytes.count <= 8, let raw = UInt64(littleEndianBytes: bytes) else { return nil }
        switch (kind, bytes.count) {
        case ("f8", 8): return Double(bitPattern: raw)
        case ("f4", 4): return Double(Float(bitPattern: UInt32(truncatingIfNeeded: raw)))
        case ("i8", 8): return Double(Int64(bitPattern: raw))
        case ("i4", 4): return Double(Int32(truncatingIfNeeded: raw))
        default: return nil
        }
    }

    /// Bytes, also in the form that protocol 2 writes: `_codecs.encode(text, 'latin1')`.
    private func rawBytes(_ id: ID) -> [UInt8]? {
        if case .bytes(let bytes) = self[id] { return bytes }
        guard let call = call(id), name(of: call.callee) == "_codecs.encode",
            let text = tuple(call.arguments)?.first.flatMap(text)
        else { return nil }
        let scalars = text.unicodeScalars
        return scalars.allSatisfy { $0.value < 256 } ? scalars.map { UInt8($0.value) } : nil
    }
}

extension UInt64 {
    /// The number of up to eight little-endian bytes; nil for more.
    init?(littleEndianBytes bytes: [UInt8]) {
        guard bytes.count <= 8 else { return nil }
        self = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
