/// One mapping of the policy whose keys are checked.
struct Section {
    let path: String
    let position: Position
    private let members: [String: YAMLValue]
    /// Known keys that an unknown one was probably meant to be: they are not missing as well.
    let misspelt: Set<String>

    init(path: String, position: Position, members: [String: YAMLValue], misspelt: Set<String>) {
        self.path = path
        self.position = position
        self.members = members
        self.misspelt = misspelt
    }

    subscript(key: String) -> YAMLValue? { members[key] }

    func path(_ key: String) -> String { KeyPaths.member(path, key) }
}
