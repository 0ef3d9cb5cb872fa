/// One element of an XML document, without attributes and namespaces: what the answers of cloud services
/// need.
public struct XMLElement: Sendable, Hashable {
    /// Its name, without a namespace's prefix.
    public let name: String
    /// Its text; empty where it has children.
    public let text: String
    /// The elements in it, in order.
    public let children: [XMLElement]

    /// An element with text.
    public init(_ name: String, _ text: String = "") {
        self.name = name
        self.text = text
        children = []
    }

    /// An element with others in it.
    public init(_ name: String, _ children: [XMLElement]) {
        self.name = name
        text = ""
        self.children = children
    }

    /// The first child of that name.
    public subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

    /// All children of that name, in order.
    public func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The text of the first child of that name, or nil without one.
    public func text(of name: String) -> String? { self[name]?.text }

    /// The first element of that name: this one, or one below it at any depth.
    public func first(_ name: String) -> XMLElement? {
        if self.name == name { return self }
        for child in children {
            if let found = child.first(name) { return found }
        }
        return nil
    }
}
