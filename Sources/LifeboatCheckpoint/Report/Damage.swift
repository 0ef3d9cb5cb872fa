/// What is wrong with the bytes of a checkpoint, as opposed to a failure to read them.
struct Damage: Error, Equatable {
    /// The code of the finding that it becomes.
    let code: String
    /// What is the case.
    let message: String
    /// What to do, where there is something.
    let hint: String

    init(_ code: String, _ message: String, hint: String = "") {
        self.code = code
        self.message = message
        self.hint = hint
    }
}
