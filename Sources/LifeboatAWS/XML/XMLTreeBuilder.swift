internal import CExpat

/// Builds elements from what the parser meets, and stops it at the first thing that is refused.
final class XMLTreeBuilder {
    private let parser: OpaquePointer
    private let limits: XMLLimits
    private var open: [Open] = []
    private var count = 0
    /// The document's element, once it is closed.
    private(set) var root: XMLElement?
    /// Why the parser was stopped.
    private(set) var refusal: String?

    private struct Open {
        let name: String
        var text: [UInt8] = []
        var children: [XMLElement] = []
    }

    init(_ parser: OpaquePointer, _ limits: XMLLimits) {
        self.parser = parser
        self.limits = limits
    }

    /// Sets the parser's handlers; its user data must be a builder.
    static func listen(to parser: OpaquePointer) {
        XML_SetElementHandler(
            parser,
            { data, name, _ in XMLTreeBuilder.at(data)?.begin(name) },
            { data, _ in XMLTreeBuilder.at(data)?.end() }
        )
        XML_SetCharacterDataHandler(parser) { data, text, length in
            XMLTreeBuilder.at(data)?.add(text, Int(length))
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            XMLTreeBuilder.at(data)?.refuse("it declares a document type")
        }
    }

    private static func at(_ data: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
        data.map { Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
    }

    private func begin(_ name: UnsafePointer<CChar>?) {
        guard refusal == nil, let name else { return }
        count += 1
        guard count <= limits.elements else { return refuse("it has more than \(limits.elements) elements") }
        guard open.count < limits.depth else { return refuse("it is deeper than \(limits.depth) elements") }
        let full = String(cString: name)
        open.append(Open(name: full.split(separator: ":").last.map(String.init) ?? full))
    }

    private func add(_ text: UnsafePointer<CChar>?, _ length: Int) {
        guard refusal == nil, let text, let last = open.indices.last else { return }
        open[last].text += UnsafeRawBufferPointer(start: text, count: length)
    }

    private func end() {
        guard refusal == nil, let closed = open.popLast() else { return }
        let element =
            closed.children.isEmpty
            ? XMLElement(closed.name, String(decoding: closed.text, as: UTF8.self))
            : XMLElement(closed.name, closed.children)
        if let last = open.indices.last { open[last].children.append(element) } else { root = element }
    }

    private func refuse(_ reason: String) {
        if refusal == nil { refusal = reason }
        XML_StopParser(parser, 0)
    }
}
