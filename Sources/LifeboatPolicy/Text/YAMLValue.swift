/// A value of the policy's text with its place: what is left of YAML after the refusals.
struct YAMLValue {
    enum Content {
        /// A scalar as written; only a plain one can be `null`.
        case scalar(String)
        case list([YAMLValue])
        case map([YAMLMember])
        /// No value where there should be one.
        case null
        /// Refused already: no further problem is made of it.
        case refused
    }

    let content: Content
    let position: Position
}
