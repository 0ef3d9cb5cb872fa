extension JSON {
    /// The string, or nil for another kind.
    public var stringValue: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The whole number, or nil for another kind.
    public var intValue: Int? {
        guard case .int(let value) = self else { return nil }
        return Int(exactly: value)
    }

    /// The number, or nil for another kind.
    public var doubleValue: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    /// The truth value, or nil for another kind.
    public var boolValue: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The elements, or nil for another kind.
    public var arrayValue: [JSON]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The members, or nil for another kind.
    public var objectValue: [String: JSON]? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// The member as a string; throws `corrupt` with the key when it is missing or of another kind.
    public func string(_ key: String) throws -> String { try member(key, \.stringValue, "a string") }

    /// The member as a whole number; throws `corrupt` with the key.
    public func int(_ key: String) throws -> Int { try member(key, \.intValue, "a whole number") }

    /// The member as a number; throws `corrupt` with the key.
    public func double(_ key: String) throws -> Double { try member(key, \.doubleValue, "a number") }

    /// The member as a truth value; throws `corrupt` with the key.
    public func bool(_ key: String) throws -> Bool { try member(key, \.boolValue, "true or false") }

    /// The member as an array; throws `corrupt` with the key.
    public func array(_ key: String) throws -> [JSON] { try member(key, \.arrayValue, "an array") }

    /// The member as an object; throws `corrupt` with the key.
    public func object(_ key: String) throws -> [String: JSON] { try member(key, \.objectValue, "an object") }

    private func member<T>(_ key: String, _ view: (JSON) -> T?, _ kind: String) throws -> T {
        guard let value = self[key].flatMap(view) else {
            throw LifeboatError(.corrupt, "\"\(key)\" is missing or is not \(kind)")
        }
        return value
    }
}
