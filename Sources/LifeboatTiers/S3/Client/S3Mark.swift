/// What carries a listing from one page to the next.
struct S3Mark {
    /// The element of a page that says where the next begins.
    let element: String
    /// The parameter that asks for it.
    let parameter: String
    /// Whether it is a key, and written as keys are.
    var isKey = false
}
