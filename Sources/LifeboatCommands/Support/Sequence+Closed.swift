internal import LifeboatCore

extension Sequence<Finding> {
    /// The error of a verb that needs one tier and can open none, made of what keeps each of them closed: the
    /// remedy is the one that every other verb gives.
    func noTier(_ message: String = "no tier can be opened", code: ErrorCode = .notFound, path: String? = nil)
        -> LifeboatError
    {
        let reasons = map { "\($0.path): \($0.message)" }.joined(separator: "; ")
        let hints = map(\.hint).filter { !$0.isEmpty }
        let remedies = hints.enumerated().filter { !hints.prefix($0.offset).contains($0.element) }
        return LifeboatError(
            code,
            "\(message): \(reasons)",
            path: path,
            hint: remedies.isEmpty ? nil : remedies.map(\.element).joined(separator: " ")
        )
    }
}
