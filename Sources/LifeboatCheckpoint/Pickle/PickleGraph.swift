/// Everything a pickle builds, in the order it is built, values that it throws away included.
struct PickleGraph {
    /// The values; an `ID` is an index into it.
    private(set) var values: [PickleValue] = []
    /// The value the pickle leaves at its end; nil when it was not read to its end.
    var root: PickleValue.ID?

    subscript(id: PickleValue.ID) -> PickleValue { values[id] }

    mutating func add(_ value: PickleValue) -> PickleValue.ID {
        values.append(value)
        return values.count - 1
    }

    /// Changes a value in place. The slot is emptied meanwhile, so that arrays inside it are not copied.
    mutating func update(_ id: PickleValue.ID, _ change: (inout PickleValue) throws -> Void) rethrows {
        var value = PickleValue.none
        swap(&value, &values[id])
        defer { swap(&value, &values[id]) }
        try change(&value)
    }
}
