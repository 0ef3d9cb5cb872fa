/// One value that a pickle builds. Values refer to each other by index, so that no depth of nesting, sharing
/// or cycle makes anything here recurse.
enum PickleValue {
    /// Index of a value in its `PickleGraph`.
    typealias ID = Int

    case none
    case bool(Bool)
    case int(Int64)
    /// A whole number beyond 64 bits.
    case hugeInt
    case float(Double)
    case text(String)
    case bytes([UInt8])
    /// Text or bytes too long to keep, or text that is not UTF-8.
    case blob(count: Int)
    case tuple([ID])
    case list([ID])
    /// Keys and values in turn, in the order they were set; of equal keys the last counts.
    case dict([ID])
    case set([ID])
    indirect case global(module: String, name: String)
    /// An import whose name is computed by the pickle.
    case unresolvedGlobal
    indirect case call(PickleCall)
    /// A reference to something stored beside the pickle, as a tensor's storage.
    case persistent(ID)
}
