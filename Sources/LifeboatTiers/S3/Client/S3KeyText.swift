internal import LifeboatHTTP

/// How a listing writes keys: escaped as asked for, or as they are by stores that do not know the question.
struct S3KeyText {
    let isEscaped: Bool

    /// The key. A `+` stands for a blank, as in forms. What is not well escaped is taken as it is.
    func decode(_ text: String) -> String {
        isEscaped ? PercentEncoding.unescape(text.replacing("+", with: " ")) ?? text : text
    }
}
