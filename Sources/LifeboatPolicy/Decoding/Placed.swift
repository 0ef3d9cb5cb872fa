/// A value with the key path it came from.
struct Placed<Value> {
    let keyPath: String
    let value: Value
}
