/// One name that a pickle imports, and whether loading would call it.
struct ImportUse: Hashable, Comparable {
    let module: String
    let name: String
    /// Called as a function or constructor, or handed to a call; false for a class that is only instantiated
    /// bare (`__new__`, no constructor) or referred to.
    var isCalled = false

    var text: String { "\(module).\(name)" }

    static func < (a: ImportUse, b: ImportUse) -> Bool { a.text < b.text }
}
