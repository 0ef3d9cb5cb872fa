/// One key of a mapping with its value.
struct YAMLMember {
    let key: String
    let keyPosition: Position
    let value: YAMLValue
}
