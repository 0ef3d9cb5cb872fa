/// What a pickle would call to make an object, and what it would then put into that object. Nothing is
/// called.
struct PickleCall {
    let callee: PickleValue.ID
    let arguments: PickleValue.ID
    /// Made with `__new__` alone (`NEWOBJ`), so that no constructor of the class runs.
    let isBare: Bool
    /// What `BUILD` hands to the object.
    var state: PickleValue.ID?
    /// What `SETITEMS` puts in: keys and values in turn.
    var items: [PickleValue.ID] = []
    /// What `APPENDS` or `ADDITEMS` puts in.
    var elements: [PickleValue.ID] = []
}
